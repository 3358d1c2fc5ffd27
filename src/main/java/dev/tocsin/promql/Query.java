package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Length;
import java.util.Optional;

/**
 * What stays the same throughout one evaluation.
 *
 * @param steps of the whole query, also within subqueries
 * @param stepMillis between them; 0 for a query at an instant
 */
record Query(
        Engine.Options options, Source source, Steps steps, long stepMillis, Notes notes, Budget budget, Names names) {
    static Query of(Engine.Options options, Source source, Steps steps, long stepMillis) {
        return new Query(
                options,
                source,
                steps,
                stepMillis,
                new Notes(),
                new Budget(options.limits()),
                new Names(options.features().delayedNameRemoval()));
    }

    /** Milliseconds that a sample stands for its series. */
    long lookback() {
        return options.lookback().toMillis();
    }

    boolean startTimes() {
        return options.features().startTimestamps();
    }

    double stepSeconds() {
        return stepMillis / 1000d;
    }

    double rangeSeconds() {
        return (steps.last() - steps.first()) / 1000d;
    }

    /** Milliseconds of {@code length}, which may be negative. */
    long millis(Length length) throws EvaluationFault {
        Length.Query known = new Length.Query(stepSeconds(), rangeSeconds());
        Optional<String> fault = length.fault(known);
        if (fault.isPresent()) {
            throw EvaluationFault.query(fault.get());
        }
        double seconds = length.seconds(known);
        if (!(Math.abs(seconds) <= Long.MAX_VALUE / 1e9)) {
            throw EvaluationFault.query(length.at("duration is out of range"));
        }
        return Math.round(seconds * 1000);
    }

    /** Milliseconds of a range or step, which must be above zero. */
    long positiveMillis(Length length) throws EvaluationFault {
        long millis = millis(length);
        if (millis <= 0) {
            throw EvaluationFault.query(length.at("duration must be greater than 0"));
        }
        return millis;
    }
}
