package dev.tocsin.promql;

import java.util.List;

/** How an evaluation ended. */
public sealed interface Outcome {
    /**
     * It gave a value.
     *
     * @param warnings in Prometheus' words, each {@code PromQL warning: ... (line:column)}, in order of first occurrence
     * @param infos likewise, {@code PromQL info: ...}
     */
    record Answer(Value value, List<String> warnings, List<String> infos) implements Outcome {
        public Answer {
            warnings = List.copyOf(warnings);
            infos = List.copyOf(infos);
        }
    }

    /** It could not be evaluated. {@code message} is for people, in Prometheus' words. */
    record Failure(Cause cause, String message) implements Outcome {}

    /** Why an evaluation failed. */
    enum Cause {
        /** It cannot be asked over these times: a length in it is none there, or its value has no place in a range. */
        QUERY,
        /** The expression does not fit the data, such as many-to-many matching. */
        EXECUTION,
        /** More samples or series than the limits allow. */
        TOO_MUCH,
        /** The time given to it has passed. */
        TIMEOUT
    }
}
