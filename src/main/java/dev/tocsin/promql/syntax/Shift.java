package dev.tocsin.promql.syntax;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where in time a selector or subquery looks: {@code offset}, {@code @}, both or none. */
public record Shift(@Nullable Length offsetOrNull, @Nullable At atOrNull) {
    private static final Shift NONE = new Shift(null, null);

    /** Neither. */
    public static Shift none() {
        return NONE;
    }

    /** How far back. */
    public Optional<Length> offset() {
        return Optional.ofNullable(offsetOrNull);
    }

    /** From when. */
    public Optional<At> at() {
        return Optional.ofNullable(atOrNull);
    }

    Shift with(Length offset) {
        return new Shift(offset, atOrNull);
    }

    Shift with(At at) {
        return new Shift(offsetOrNull, at);
    }
}
