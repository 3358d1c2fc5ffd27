package dev.tocsin.ledger;

/** How many rows a housekeeping run deleted. */
public record Tidied(long rows) {}
