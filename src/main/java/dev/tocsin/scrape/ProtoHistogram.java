package dev.tocsin.scrape;

import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import java.util.List;

/** One histogram of a page in protocol buffers, in both of its forms. Used again for each. */
final class ProtoHistogram {
    private static final int COUNT = 1;
    private static final int SUM = 2;
    private static final int BUCKET = 3;
    private static final int COUNT_FLOAT = 4;
    private static final int SCHEMA = 5;
    private static final int ZERO_THRESHOLD = 6;
    private static final int ZERO_COUNT = 7;
    private static final int ZERO_COUNT_FLOAT = 8;
    private static final int NEGATIVE = 9;
    private static final int POSITIVE = 12;
    private static final int CREATED = 15;
    private static final int EXEMPLAR = 16;
    private static final int BUCKET_EXEMPLAR = 3;
    private static final int CUMULATED = 1;
    private static final int BOUND = 2;
    private static final int CUMULATED_FLOAT = 4;

    /** Finer schemas than the finest that is kept are allowed, up to this one, and made coarser. */
    private static final int FINEST_ALLOWED = 52;

    private final ProtoFields detail;
    private final Doubles bounds = new Doubles();
    private final Places exemplars = new Places();
    private final Places ownExemplars = new Places();
    private final Doubles cumulated = new Doubles();
    private final Side negative = new Side(NEGATIVE);
    private final Side positive = new Side(POSITIVE);
    private double count;
    private double countFloat;
    private double sum;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;
    private double zeroCountFloat;
    private long created;

    ProtoHistogram(byte[] page) {
        this.detail = new ProtoFields(page);
    }

    /** The number without sign that {@code bits} are. */
    static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1);
    }

    /** Reads the rest of {@code message}. */
    void read(ProtoFields message) throws Malformed {
        clear();
        while (message.next()) {
            switch (message.field()) {
                case COUNT -> count = unsigned(message.whole());
                case COUNT_FLOAT -> countFloat = message.real();
                case SUM -> sum = message.real();
                case BUCKET -> bucket(message);
                case SCHEMA -> schema = (int) message.signed();
                case ZERO_THRESHOLD -> zeroThreshold = message.real();
                case ZERO_COUNT -> zeroCount = unsigned(message.whole());
                case ZERO_COUNT_FLOAT -> zeroCountFloat = message.real();
                case EXEMPLAR -> ownExemplars.add(message.from(), message.to());
                case CREATED -> created = detail.in(message).timestamp();
                default -> {
                    negative.read(message, detail);
                    positive.read(message, detail);
                }
            }
        }
    }

    private void clear() {
        bounds.clear();
        exemplars.clear();
        ownExemplars.clear();
        cumulated.clear();
        negative.clear();
        positive.clear();
        count = 0;
        countFloat = 0;
        sum = 0;
        schema = 0;
        zeroThreshold = 0;
        zeroCount = 0;
        zeroCountFloat = 0;
        created = 0;
    }

    /** When it began to count, epoch milliseconds; 0 if nobody says. */
    long created() {
        return created;
    }

    private void bucket(ProtoFields message) throws Malformed {
        double whole = 0;
        double real = 0;
        double bound = 0;
        double from = 0;
        double to = 0;
        detail.in(message);
        while (detail.next()) {
            switch (detail.field()) {
                case CUMULATED -> whole = unsigned(detail.whole());
                case CUMULATED_FLOAT -> real = detail.real();
                case BOUND -> bound = detail.real();
                case BUCKET_EXEMPLAR -> {
                    from = detail.from();
                    to = detail.to();
                }
                default -> {}
            }
        }
        exemplars.add(from, to);
        bounds.add(bound);
        cumulated.add(real > 0 ? real : whole);
    }

    double count() {
        return countFloat > 0 ? countFloat : count;
    }

    double sum() {
        return sum;
    }

    /** How many classic buckets. */
    int buckets() {
        return bounds.size();
    }

    double bound(int at) {
        return bounds.get(at);
    }

    /** Where in the page the exemplar of each classic bucket is, empty where there is none. */
    Places exemplars() {
        return exemplars;
    }

    /** Where those of the native form are. */
    Places ownExemplars() {
        return ownExemplars;
    }

    double cumulated(int at) {
        return cumulated.get(at);
    }

    /** Whether it has a native form: at least a span without length says so. */
    boolean isNative() {
        return positive.hasSpans() || negative.hasSpans() || zeroThreshold > 0 || zeroCount > 0 || zeroCountFloat > 0;
    }

    /** The native form. {@code name} is for the fault when it contradicts itself. */
    FloatHistogram whole(boolean gauge, String name) throws Malformed {
        if (schema < FloatHistogram.COARSEST || schema > FINEST_ALLOWED) {
            throw new Malformed(0, "the native histogram " + name + " has the unknown schema " + schema);
        }
        boolean real = countFloat > 0 || zeroCountFloat > 0;
        FloatHistogram whole;
        try {
            whole = new FloatHistogram(
                    gauge ? CounterReset.GAUGE : CounterReset.UNKNOWN,
                    schema,
                    zeroThreshold,
                    real ? zeroCountFloat : zeroCount,
                    real ? countFloat : count,
                    Double.isNaN(sum) ? Double.NaN : sum,
                    positive.buckets(real),
                    negative.buckets(real),
                    List.of());
        } catch (IllegalArgumentException | ArithmeticException fault) {
            throw new Malformed(0, "the native histogram " + name + " contradicts itself: " + fault.getMessage());
        }
        check(whole, real, name);
        return whole.coarsened(FloatHistogram.FINEST).compact();
    }

    /** As Prometheus: with whole numbers the buckets must come to the count, but for observations of NaN. */
    private static void check(FloatHistogram whole, boolean real, String name) throws Malformed {
        double filled = whole.positive().total() + whole.negative().total() + whole.zeroCount();
        boolean tooMany = !real && filled > whole.count();
        boolean tooFew = !real && !Double.isNaN(whole.sum()) && filled < whole.count();
        if (tooMany || tooFew) {
            throw new Malformed(0, "the buckets of the native histogram " + name + " do not come to its count");
        }
        if (whole.count() < 0 || whole.zeroCount() < 0) {
            throw new Malformed(0, "the native histogram " + name + " has a negative count");
        }
    }

    /** The buckets above or below zero: three fields in a row. */
    private static final class Side {
        private final int first;
        private final Doubles offsets = new Doubles();
        private final Doubles lengths = new Doubles();
        private final Doubles deltas = new Doubles();
        private final Doubles counts = new Doubles();

        Side(int first) {
            this.first = first;
        }

        void read(ProtoFields message, ProtoFields detail) throws Malformed {
            if (message.field() == first) {
                span(detail.in(message));
            } else if (message.field() == first + 1) {
                message.signed(deltas);
            } else if (message.field() == first + 2) {
                message.real(counts);
            }
        }

        private void span(ProtoFields span) throws Malformed {
            double offset = 0;
            double length = 0;
            while (span.next()) {
                if (span.field() == 1) {
                    offset = (int) span.signed();
                } else if (span.field() == 2) {
                    length = span.whole();
                }
            }
            offsets.add(offset);
            lengths.add(length);
        }

        void clear() {
            offsets.clear();
            lengths.clear();
            deltas.clear();
            counts.clear();
        }

        boolean hasSpans() {
            return offsets.size() > 0;
        }

        /** Throws {@link IllegalArgumentException} when spans and counts do not fit, or a count is negative. */
        Buckets buckets(boolean real) {
            double[] absolute = real ? counts.toArray() : deltas.toArray();
            double before = 0;
            for (int at = 0; at < absolute.length; at++) {
                absolute[at] += real ? 0 : before;
                before = absolute[at];
                if (before < 0) {
                    throw new IllegalArgumentException("a bucket has a negative count");
                }
            }
            return Buckets.ofSpans(whole(offsets), whole(lengths), absolute);
        }

        private static int[] whole(Doubles numbers) {
            int[] whole = new int[numbers.size()];
            for (int at = 0; at < whole.length; at++) {
                whole[at] = (int) numbers.get(at);
                if (whole[at] != numbers.get(at)) {
                    throw new IllegalArgumentException("a span is too long");
                }
            }
            return whole;
        }
    }
}
