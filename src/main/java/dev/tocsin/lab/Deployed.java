package dev.tocsin.lab;

import java.time.Instant;

/**
 * One deployment: listed from {@code created}, decided at {@code settled}: from then on it serves, or, if it does not
 * {@code start}, has failed. {@code rollback} says that it came of one.
 */
public record Deployed(String id, String commit, Instant created, Instant settled, boolean start, boolean rollback) {}
