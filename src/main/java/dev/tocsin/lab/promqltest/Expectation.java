package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Labels;
import java.util.List;
import java.util.function.Predicate;

/** What a script expects of one evaluation. */
sealed interface Expectation {
    /** The evaluation fails with a fitting message. */
    record Fail(Text text) implements Expectation {}

    /** There are warnings, and each fits one that is expected. */
    record Warn(Text text) implements Expectation {}

    /** There are infos, and each fits one that is expected. */
    record Info(Text text) implements Expectation {}

    /** There is no warning. */
    record NoWarn() implements Expectation {}

    /** There is no info. */
    record NoInfo() implements Expectation {}

    /** The results are in the order in which they are written. */
    record Ordered() implements Expectation {}

    /** A string. */
    record Words(String value) implements Expectation {}

    /** A range vector with points at these times, all milliseconds. */
    record RangeVector(long from, long to, long step) implements Expectation {}

    /** A number without labels. */
    record Scalar(double value) implements Expectation {}

    /** A series with a point for each step. */
    record Series(Labels labels, List<Point> points) implements Expectation {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** A message as it is expected, in words for the report. */
    record Text(String described, Predicate<String> test) {
        static Text any() {
            return new Text("any", message -> true);
        }
    }
}
