package dev.tocsin.promql.syntax;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the series of two vectors find each other.
 *
 * @param cardinality how many may meet how many
 * @param on whether {@code labels} are those that must agree ({@code on}) or those that need not ({@code ignoring})
 * @param labels named by {@code on} or {@code ignoring}
 * @param include labels taken over from the "one" side ({@code group_left(...)})
 * @param fill what stands in for a partner that is missing
 */
public record Matching(Cardinality cardinality, boolean on, List<String> labels, List<String> include, Fill fill) {
    /** Of the left and the right side. */
    public enum Cardinality {
        ONE_TO_ONE,
        /** {@code group_left}. */
        MANY_TO_ONE,
        /** {@code group_right}. */
        ONE_TO_MANY,
        /** The set operators. */
        MANY_TO_MANY
    }

    /** The value of a missing left or right partner; none where null. */
    public record Fill(
            @Nullable Double leftOrNull, @Nullable Double rightOrNull) {
        private static final Fill NONE = new Fill(null, null);

        /** Missing partners stay missing. */
        public static Fill none() {
            return NONE;
        }

        /** For the left side. */
        public Optional<Double> left() {
            return Optional.ofNullable(leftOrNull);
        }

        /** For the right side. */
        public Optional<Double> right() {
            return Optional.ofNullable(rightOrNull);
        }
    }

    public Matching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }

    /** One to one on all labels. */
    public static Matching standard() {
        return new Matching(Cardinality.ONE_TO_ONE, false, List.of(), List.of(), Fill.none());
    }

    Matching with(Cardinality other) {
        return new Matching(other, on, labels, include, fill);
    }
}
