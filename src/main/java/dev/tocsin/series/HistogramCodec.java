package dev.tocsin.series;

import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import java.util.ArrayList;
import java.util.List;

/** Native histograms as bytes. */
final class HistogramCodec {
    private HistogramCodec() {}

    static void write(FloatHistogram histogram, Bytes into) {
        into.octet(histogram.reset().ordinal());
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
                FloatHistogram.CounterReset.values()[from.octet()],
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
