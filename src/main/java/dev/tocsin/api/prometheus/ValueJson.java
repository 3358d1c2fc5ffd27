package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.HistogramBucket;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Value;
import java.io.IOException;
import java.util.List;

/** Values as Prometheus' API writes them: numbers as texts in Go's shortest form, times in seconds with milliseconds. */
final class ValueJson {
    private static final int OPEN_LEFT = 0;
    private static final int OPEN_RIGHT = 1;
    private static final int CLOSED = 3;

    private final JsonGenerator out;

    ValueJson(JsonGenerator out) {
        this.out = out;
    }

    /** The value of {@code result}. */
    void write(Value value) throws IOException {
        switch (value) {
            case Value.Vector(List<Value.Entry> entries) -> vector(entries);
            case Value.Matrix(List<SeriesData> series) -> matrix(series);
            case Value.Scalar(long time, double number) -> point(time, number);
            case Value.Text(long time, String text) -> {
                out.writeStartArray();
                time(time);
                out.writeString(text);
                out.writeEndArray();
            }
        }
    }

    private void vector(List<Value.Entry> entries) throws IOException {
        out.writeStartArray();
        for (Value.Entry entry : entries) {
            out.writeStartObject();
            metric(entry.labels());
            FloatHistogram histogram = entry.histogram();
            if (histogram == null) {
                out.writeFieldName("value");
                point(entry.timeMillis(), entry.value());
            } else {
                out.writeFieldName("histogram");
                point(entry.timeMillis(), histogram);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void matrix(List<SeriesData> all) throws IOException {
        out.writeStartArray();
        for (SeriesData series : all) {
            out.writeStartObject();
            metric(series.labels());
            points(series);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Numbers and histograms stand apart; an array that would be empty is not there. */
    private void points(SeriesData series) throws IOException {
        int histograms = 0;
        for (int at = 0; at < series.size(); at++) {
            histograms += series.isHistogram(at) ? 1 : 0;
        }
        if (histograms < series.size()) {
            out.writeArrayFieldStart("values");
            for (int at = 0; at < series.size(); at++) {
                if (!series.isHistogram(at)) {
                    point(series.time(at), series.value(at));
                }
            }
            out.writeEndArray();
        }
        if (histograms > 0) {
            out.writeArrayFieldStart("histograms");
            for (int at = 0; at < series.size(); at++) {
                FloatHistogram histogram = series.histogram(at);
                if (histogram != null) {
                    point(series.time(at), histogram);
                }
            }
            out.writeEndArray();
        }
    }

    private void metric(Labels labels) throws IOException {
        out.writeFieldName("metric");
        labels(labels);
    }

    /** An object of names and values. */
    void labels(Labels labels) throws IOException {
        out.writeStartObject();
        for (int at = 0; at < labels.size(); at++) {
            out.writeStringField(labels.nameAt(at), labels.valueAt(at));
        }
        out.writeEndObject();
    }

    private void point(long time, double value) throws IOException {
        out.writeStartArray();
        time(time);
        number(value);
        out.writeEndArray();
    }

    private void point(long time, FloatHistogram histogram) throws IOException {
        out.writeStartArray();
        time(time);
        histogram(histogram);
        out.writeEndArray();
    }

    private void time(long millis) throws IOException {
        long size = Math.abs(millis);
        String rest = size % 1000 == 0 ? "" : String.valueOf(1000 + size % 1000).replaceFirst("1", ".");
        out.writeNumber((millis < 0 ? "-" : "") + size / 1000 + rest);
    }

    private void number(double value) throws IOException {
        out.writeString(GoFloat.shortest(value));
    }

    private void histogram(FloatHistogram histogram) throws IOException {
        out.writeStartObject();
        out.writeFieldName("count");
        number(histogram.count());
        out.writeFieldName("sum");
        number(histogram.sum());
        List<HistogramBucket> buckets = HistogramBucket.ascending(histogram).stream()
                .filter(bucket -> bucket.count() != 0)
                .toList();
        if (!buckets.isEmpty()) {
            out.writeArrayFieldStart("buckets");
            for (HistogramBucket bucket : buckets) {
                bucket(bucket, histogram.isCustom());
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void bucket(HistogramBucket bucket, boolean custom) throws IOException {
        out.writeStartArray();
        out.writeNumber(custom ? customEnds(bucket) : ends(bucket));
        number(bucket.lower());
        number(bucket.upper());
        number(bucket.count());
        out.writeEndArray();
    }

    private static int customEnds(HistogramBucket bucket) {
        return bucket.lower() == Double.NEGATIVE_INFINITY ? CLOSED : OPEN_LEFT;
    }

    /** The limit away from zero belongs to a bucket; both do in the zero bucket. */
    private static int ends(HistogramBucket bucket) {
        if (bucket.lower() == -bucket.upper()) {
            return CLOSED;
        }
        return bucket.upper() > 0 ? OPEN_LEFT : OPEN_RIGHT;
    }
}
