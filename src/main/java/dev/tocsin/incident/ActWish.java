package dev.tocsin.incident;

import dev.tocsin.model.Labels;
import java.time.Instant;

/**
 * An intent: an incident asks for a remedy. {@code id} is incident and remedy, so that an incident asks once. {@code onset} is
 * when the alert's condition was first met: evidence is judged against it.
 */
public record ActWish(String id, String incident, String remedy, Labels alert, Instant onset, Instant at) {}
