package dev.tocsin.lab;

import java.time.Instant;

/** One operation that a platform has carried out: {@code field} such as {@code deploymentRollback}, and what it was about, or nothing. */
public record Asked(Instant at, String field, String id) {}
