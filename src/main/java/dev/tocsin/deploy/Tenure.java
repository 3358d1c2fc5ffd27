package dev.tocsin.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One deployment's time as the serving one. {@code since} is when it began to serve; {@code healthy} how long no alert fired
 * about its service in the periods that are over; {@code well} when the present such period began; {@code ailing} when the
 * trouble began that it has, or had when it was replaced; {@code until} when another one took over.
 */
public record Tenure(
        String service,
        String deployment,
        Optional<String> commit,
        Instant since,
        Duration healthy,
        Optional<Instant> well,
        Optional<Instant> ailing,
        Optional<Instant> until) {

    /** How long it was healthy, as of {@code now}. */
    public Duration healthy(Instant now) {
        return well.map(from -> healthy.plus(later(from, now))).orElse(healthy);
    }

    /** Whether it was healthy for {@code enough}, and had no trouble in the end. */
    public boolean isGood(Duration enough, Instant now) {
        return ailing.isEmpty() && healthy(now).compareTo(enough) >= 0;
    }

    private static Duration later(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
