package dev.tocsin.promql;

import dev.tocsin.promql.syntax.At;
import dev.tocsin.promql.syntax.Shift;

/**
 * Where in a query an expression is evaluated.
 *
 * @param steps at which, those of a subquery inside of it
 * @param stats whether only count and sum of native histograms are asked for
 * @param whole whether something around needs whole histograms in spite of that
 */
record Scope(Query query, Steps steps, boolean stats, boolean whole) {
    Scope within(Steps other) {
        return new Scope(query, other, stats, true);
    }

    Scope forStats() {
        return new Scope(query, steps, true, whole);
    }

    Scope forWhole() {
        return new Scope(query, steps, stats, true);
    }

    boolean statsOnly() {
        return stats && !whole;
    }

    /** The times that something with this shift looks at instead of the steps. */
    Times times(Shift shift) throws EvaluationFault {
        long offset = shift.offset().isPresent() ? query.millis(shift.offset().get()) : 0;
        if (shift.at().isEmpty()) {
            return new Times(steps, offset, false, 0);
        }
        long fixed = switch (shift.at().get()) {
            case At.Time time -> time.millis();
            case At.Start start -> query.steps().first();
            case At.End end -> query.steps().last();
        };
        return new Times(steps, offset, true, fixed);
    }

    /** One time for each step. */
    record Times(Steps steps, long offset, boolean fixed, long fixedTime) {
        long at(int step) {
            return (fixed ? fixedTime : steps.time(step)) - offset;
        }

        long first() {
            return at(0);
        }

        long last() {
            return at(Math.max(0, steps.count() - 1));
        }
    }
}
