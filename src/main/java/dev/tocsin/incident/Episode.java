package dev.tocsin.incident;

import java.time.Instant;

/** An earlier incident of the same group, of which people were told: when they were, and how bad it was at its worst. */
public record Episode(Instant told, Severity severity) {}
