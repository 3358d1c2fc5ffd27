package dev.tocsin.collect;

import dev.tocsin.model.Sample;
import java.util.List;
import java.util.Optional;

/**
 * What a question came to. What is true of every kind ({@code collect_success} and the like) is added by who asks.
 *
 * @param samples the numbers, of one instant, with the source's labels; empty after a failure
 */
public record CollectResult(List<Sample> samples, Optional<Failure> failure) {
    public CollectResult {
        samples = List.copyOf(samples);
    }

    /** There is an answer. */
    public static CollectResult of(List<Sample> samples) {
        return new CollectResult(samples, Optional.empty());
    }

    /** There is none. */
    public static CollectResult failed(String cause, String detail) {
        return new CollectResult(List.of(), Optional.of(new Failure(cause, detail)));
    }
}
