package dev.tocsin.notify;

import java.time.Instant;

/** What came of an attempt, for the loop's inbox. {@code page} is the page's id. */
public record Outcome(String page, int attempt, Delivery delivery, Instant at) {}
