package dev.tocsin.lab.railway;

import java.time.Instant;

/** One operation that was carried out: {@code field} such as {@code deploymentRollback}, and the id that it was about, or nothing. */
public record Asked(Instant at, String field, String id) {}
