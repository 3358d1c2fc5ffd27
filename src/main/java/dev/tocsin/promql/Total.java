package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.promql.syntax.Span;
import org.jspecify.annotations.Nullable;

/** Sum or mean of numbers or of histograms, not of both. */
final class Total implements Accumulator {
    private final boolean mean;
    private final Notes notes;
    private final Span span;
    private @Nullable Kahan sum;
    private @Nullable Mean average;
    private @Nullable HistogramTotal histograms;
    private String name = "";

    Total(boolean mean, Notes notes, Span span) {
        this.mean = mean;
        this.notes = notes;
        this.span = span;
    }

    @Override
    public void add(double value) {
        if (mean) {
            if (average == null) {
                average = new Mean(value);
            } else {
                average.add(value);
            }
        } else if (sum == null) {
            sum = new Kahan(value);
        } else {
            sum.add(value);
        }
    }

    @Override
    public void add(FloatHistogram histogram, String metricName) {
        if (histograms == null) {
            histograms = mean ? HistogramTotal.mean(histogram) : HistogramTotal.sum(histogram);
        } else {
            boolean compatible = !histograms.incompatible();
            histograms.add(histogram);
            name = compatible ? metricName : name;
        }
    }

    @Override
    public void finish(Row result, int step) {
        boolean numbers = sum != null || average != null;
        if (numbers && histograms != null) {
            notes.mixedInAggregation(span);
        } else if (histograms != null) {
            finish(histograms, result, step);
        } else if (average != null) {
            result.set(step, average.value());
        } else if (sum != null) {
            result.set(step, sum.raw() + sum.lost());
        }
    }

    private void finish(HistogramTotal total, Row result, int step) {
        if (total.reconciled()) {
            notes.reconciledBounds(Notes.Operation.AGGREGATION, span);
        }
        var value = total.result();
        if (value.isEmpty()) {
            notes.mixedSchemas(name, span);
            return;
        }
        if (total.conflict()) {
            notes.resetConflict(Notes.Operation.AGGREGATION, span);
        }
        result.set(step, value.get().compact());
    }
}
