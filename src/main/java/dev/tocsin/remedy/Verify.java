package dev.tocsin.remedy;

import java.time.Duration;

/** When an act has helped: {@code signal} (PromQL) was good for {@code hold} without a break, at most {@code within} after. */
public record Verify(String signal, Duration hold, Duration within) {}
