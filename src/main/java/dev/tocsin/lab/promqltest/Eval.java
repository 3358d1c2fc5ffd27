package dev.tocsin.lab.promqltest;

import dev.tocsin.promql.Engine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code eval} of a script.
 *
 * @param line in the script, from 1
 * @param rangeOrNull the steps of a range evaluation; null for one at an instant
 */
record Eval(int line, String text, long time, Engine.@Nullable Range rangeOrNull, List<Expectation> expectations) {
    Eval {
        expectations = List.copyOf(expectations);
    }

    Optional<Engine.Range> range() {
        return Optional.ofNullable(rangeOrNull);
    }

    <T extends Expectation> List<T> all(Class<T> kind) {
        return expectations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    boolean expects(Class<? extends Expectation> kind) {
        return !all(kind).isEmpty();
    }
}
