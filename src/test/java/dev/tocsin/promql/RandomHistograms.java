package dev.tocsin.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes series of native histograms up, in the notation of tests: counters and gauges, exponential and custom buckets. */
final class RandomHistograms {
    private static final List<List<Double>> BOUNDS =
            List.of(List.of(1.0, 2.0, 5.0), List.of(-3.0, 0.0, 1.5, 10.0), List.of(1.0, 2.0, 5.0, 7.0));

    private final Random random;

    RandomHistograms(Random random) {
        this.random = random;
    }

    /** The shape that one histogram has, its counts aside. */
    private record Layout(
            int schema, double zeroWidth, int offset, int negativeOffset, int buckets, List<Double> bounds) {
        boolean custom() {
            return !bounds.isEmpty();
        }
    }

    /** What a series may do besides counting on. */
    enum Manner {
        /** Counts on in one layout, no gap, no reset. */
        CALM,
        /** Resets, gaps, ends, changes its layout; sometimes a number. */
        WILD
    }

    /** A line such as {@code h{i="3"} {{schema:1 ...}} _ {{...}}} of {@code size} samples. */
    String line(String labels, int size, Manner manner, boolean custom) {
        List<String> samples = new ArrayList<>();
        Layout layout = layout(custom);
        double[] counts = new double[3 * layout.buckets() + 1];
        for (int at = 0; at < size; at++) {
            int what = manner == Manner.CALM ? 99 : random.nextInt(100);
            if (what < 4) {
                layout = layout(random.nextInt(4) == 0 ? !custom : custom);
                counts = new double[3 * layout.buckets() + 1];
            } else if (what < 8) {
                counts = new double[counts.length];
            }
            for (int bucket = 0; bucket < counts.length; bucket++) {
                counts[bucket] += random.nextInt(3) == 0 ? random.nextInt(5) : 0;
            }
            samples.add(
                    what >= 8 && what < 12
                            ? "_"
                            : what == 12 ? "stale" : what < 16 && what > 12 ? "" + what : written(layout, counts));
        }
        return labels + " " + String.join(" ", samples);
    }

    private Layout layout(boolean custom) {
        List<Double> bounds = custom ? BOUNDS.get(random.nextInt(BOUNDS.size())) : List.of();
        return new Layout(
                custom ? -53 : random.nextInt(6) - 1,
                random.nextInt(3) * 0.01,
                random.nextInt(5) - 2,
                random.nextInt(5) - 2,
                custom ? bounds.size() + 1 : 1 + random.nextInt(5),
                bounds);
    }

    private String written(Layout layout, double[] counts) {
        int buckets = layout.buckets();
        double positive =
                IntStream.range(0, buckets).mapToDouble(at -> counts[at]).sum();
        String text = "{{schema:" + layout.schema() + " buckets:" + list(counts, 0, buckets);
        if (layout.custom()) {
            String bounds = layout.bounds().stream().map(String::valueOf).collect(Collectors.joining(" "));
            return text + " custom_values:[" + bounds + "] count:" + positive + " sum:" + 2 * positive + "}}";
        }
        double negative = IntStream.range(buckets, 2 * buckets)
                .mapToDouble(at -> counts[at])
                .sum();
        double zero = counts[3 * buckets];
        return text
                + String.format(
                        Locale.ROOT,
                        " offset:%d n_buckets:%s n_offset:%d z_bucket:%s z_bucket_w:%s count:%s sum:%s}}",
                        layout.offset(),
                        list(counts, buckets, 2 * buckets),
                        layout.negativeOffset(),
                        zero,
                        layout.zeroWidth(),
                        positive + negative + zero,
                        1.5 * positive - negative);
    }

    private static String list(double[] counts, int from, int to) {
        return IntStream.range(from, to).mapToObj(at -> "" + counts[at]).collect(Collectors.joining(" ", "[", "]"));
    }
}
