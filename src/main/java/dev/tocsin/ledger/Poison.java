package dev.tocsin.ledger;

/**
 * Something stored that could not be read, and was left where it is: one bad row costs only itself. {@code place} is the table
 * or the spool, {@code key} the row's key or the record's offset; {@code cause} says what is wrong with it.
 */
public record Poison(String place, String key, String cause) {}
