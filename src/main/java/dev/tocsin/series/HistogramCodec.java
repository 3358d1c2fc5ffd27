package dev.tocsin.series;

import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import java.util.ArrayList;
import java.util.List;

/** Native histograms as bytes. */
final class HistogramCodec {
    private HistogramCodec() {}

    static void write(FloatHistogram histogram, Bytes into) {
        into.octet(code(histogram.reset()));
        into.signed(histogram.schema());
        into.number(histogram.zeroThreshold());
        into.number(histogram.zeroCount());
        into.number(histogram.count());
        into.number(histogram.sum());
        write(histogram.positive(), into);
        write(histogram.negative(), into);
        into.unsigned(histogram.bounds().size());
        histogram.bounds().forEach(into::number);
    }

    private static int code(CounterReset reset) {
        return switch (reset) {
            case UNKNOWN -> 0;
            case RESET -> 1;
            case NOT_RESET -> 2;
            case GAUGE -> 3;
        };
    }

    private static CounterReset reset(int code) {
        return switch (code) {
            case 1 -> CounterReset.RESET;
            case 2 -> CounterReset.NOT_RESET;
            case 3 -> CounterReset.GAUGE;
            default -> CounterReset.UNKNOWN;
        };
    }

    private static void write(Buckets buckets, Bytes into) {
        into.unsigned(buckets.size());
        int before = 0;
        for (int at = 0; at < buckets.size(); at++) {
            into.signed((long) buckets.indexAt(at) - before);
            into.number(buckets.countAt(at));
            before = buckets.indexAt(at);
        }
    }

    static FloatHistogram read(Frame from) {
        return new FloatHistogram(
                reset(from.octet()),
                (int) from.signed(),
                from.number(),
                from.number(),
                from.number(),
                from.number(),
                buckets(from),
                buckets(from),
                bounds(from));
    }

    private static Buckets buckets(Frame from) {
        int size = from.count(9);
        int[] indexes = new int[size];
        double[] counts = new double[size];
        int before = 0;
        for (int at = 0; at < size; at++) {
            before += (int) from.signed();
            indexes[at] = before;
            counts[at] = from.number();
        }
        return Buckets.of(indexes, counts);
    }

    private static List<Double> bounds(Frame from) {
        int size = from.count(8);
        List<Double> bounds = new ArrayList<>(size);
        for (int at = 0; at < size; at++) {
            bounds.add(from.number());
        }
        return bounds;
    }
}
