package dev.tocsin.http;

import java.time.Duration;

/** How long each phase took, summed over all redirects; zero for a phase that did not happen. */
public record Phases(Duration resolve, Duration connect, Duration tls, Duration processing, Duration transfer) {
    /** Nothing happened. */
    public static final Phases NONE =
            new Phases(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** What {@code phase} took. */
    public Duration of(Phase phase) {
        return switch (phase) {
            case RESOLVE -> resolve;
            case CONNECT -> connect;
            case TLS -> tls;
            case PROCESSING -> processing;
            case TRANSFER -> transfer;
        };
    }

    /** These, with {@code more} added to {@code phase}. */
    Phases plus(Phase phase, Duration more) {
        return switch (phase) {
            case RESOLVE -> new Phases(resolve.plus(more), connect, tls, processing, transfer);
            case CONNECT -> new Phases(resolve, connect.plus(more), tls, processing, transfer);
            case TLS -> new Phases(resolve, connect, tls.plus(more), processing, transfer);
            case PROCESSING -> new Phases(resolve, connect, tls, processing.plus(more), transfer);
            case TRANSFER -> new Phases(resolve, connect, tls, processing, transfer.plus(more));
        };
    }
}
