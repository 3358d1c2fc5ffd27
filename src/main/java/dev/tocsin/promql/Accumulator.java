package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.promql.syntax.AggregateOp;
import dev.tocsin.promql.syntax.Span;
import java.util.Arrays;

/** Aggregates the values of one group at one step. */
sealed interface Accumulator
        permits Accumulator.Count, Accumulator.Extreme, Accumulator.Deviation, Accumulator.Quantile, Total {
    void add(double value);

    /** {@code name} is the metric's, for annotations. */
    void add(FloatHistogram histogram, String name);

    /** Sets the result, if there is one. */
    void finish(Row result, int step);

    /** {@code span} is of the aggregated expression, for annotations. */
    static Accumulator of(AggregateOp op, double parameter, Notes notes, Span span) {
        return switch (op) {
            case SUM -> new Total(false, notes, span);
            case AVG -> new Total(true, notes, span);
            case COUNT -> new Count(false);
            case GROUP -> new Count(true);
            case MIN -> new Extreme(op, notes, span);
            case MAX -> new Extreme(op, notes, span);
            case STDDEV, STDVAR -> new Deviation(op, notes, span);
            case QUANTILE -> new Quantile(parameter, notes, span);
            case TOPK, BOTTOMK, COUNT_VALUES, LIMITK, LIMIT_RATIO ->
                throw new IllegalStateException("gives not one value a group: " + op);
        };
    }

    /** How many values there are, or 1 when there is one. */
    final class Count implements Accumulator {
        private final boolean group;
        private int count;

        private Count(boolean group) {
            this.group = group;
        }

        @Override
        public void add(double value) {
            count++;
        }

        @Override
        public void add(FloatHistogram histogram, String name) {
            count++;
        }

        @Override
        public void finish(Row result, int step) {
            if (count > 0) {
                result.set(step, group ? 1 : count);
            }
        }
    }

    /** Least or greatest number; histograms are ignored. */
    final class Extreme implements Accumulator {
        private final AggregateOp op;
        private final Notes notes;
        private final Span span;
        private boolean any;
        private double best;

        private Extreme(AggregateOp op, Notes notes, Span span) {
            this.op = op;
            this.notes = notes;
            this.span = span;
        }

        @Override
        public void add(double value) {
            boolean better = op == AggregateOp.MAX ? value > best : value < best;
            best = !any || better || Double.isNaN(best) ? value : best;
            any = true;
        }

        @Override
        public void add(FloatHistogram histogram, String name) {
            notes.ignoredInAggregation(op.word(), span);
        }

        @Override
        public void finish(Row result, int step) {
            if (any) {
                result.set(step, best);
            }
        }
    }

    /** Variance or its root, after Welford; histograms are ignored. */
    final class Deviation implements Accumulator {
        private final AggregateOp op;
        private final Notes notes;
        private final Span span;
        private int count;
        private double mean;
        private double squares;

        private Deviation(AggregateOp op, Notes notes, Span span) {
            this.op = op;
            this.notes = notes;
            this.span = span;
        }

        @Override
        public void add(double value) {
            count++;
            if (count == 1) {
                mean = value;
                squares = Double.isNaN(value) || Double.isInfinite(value) ? Double.NaN : 0;
                return;
            }
            double delta = value - mean;
            mean += delta / count;
            squares += delta * (value - mean);
        }

        @Override
        public void add(FloatHistogram histogram, String name) {
            notes.ignoredInAggregation(op.word(), span);
        }

        @Override
        public void finish(Row result, int step) {
            if (count > 0) {
                double variance = squares / count;
                result.set(step, op == AggregateOp.STDDEV ? Math.sqrt(variance) : variance);
            }
        }
    }

    /** A quantile of the numbers; histograms are ignored. */
    final class Quantile implements Accumulator {
        private final double quantile;
        private final Notes notes;
        private final Span span;
        private double[] values = new double[8];
        private int count;

        private Quantile(double quantile, Notes notes, Span span) {
            this.quantile = quantile;
            this.notes = notes;
            this.span = span;
        }

        @Override
        public void add(double value) {
            values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
            values[count++] = value;
        }

        @Override
        public void add(FloatHistogram histogram, String name) {
            notes.ignoredInAggregation("quantile", span);
        }

        @Override
        public void finish(Row result, int step) {
            if (count > 0) {
                result.set(step, Quantiles.of(quantile, Arrays.copyOf(values, count)));
            }
        }
    }
}
