package dev.tocsin.template;

import dev.tocsin.model.Sample;
import java.util.List;

/** Evaluates PromQL for the function {@code query}, at the time of the render. Called on the rendering thread. */
@FunctionalInterface
public interface Querier {
    /** The samples of the instant vector, a scalar being one sample without labels. Never throws for a bad expression. */
    Answer query(String expression);

    /** What a query came to. */
    sealed interface Answer {
        /** The result, in its order. */
        record Samples(List<Sample> samples) implements Answer {
            public Samples {
                samples = List.copyOf(samples);
            }
        }

        /** No result, and why. */
        record Failed(String why) implements Answer {}
    }
}
