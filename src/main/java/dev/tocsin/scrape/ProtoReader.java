package dev.tocsin.scrape;

import dev.tocsin.model.Exemplar;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.scrape.Description.Keyword;
import java.nio.charset.StandardCharsets;

/**
 * Goes through a page in Prometheus' protocol buffers format ({@code io.prometheus.client.MetricFamily}, each with its
 * length before it) and hands each sample over as {@link PageReader} does; stops at the first fault.
 */
final class ProtoReader {
    private static final int FAMILY_NAME = 1;
    private static final int FAMILY_HELP = 2;
    private static final int FAMILY_TYPE = 3;
    private static final int FAMILY_METRIC = 4;
    private static final int FAMILY_UNIT = 5;
    private static final int METRIC_LABEL = 1;
    private static final int METRIC_TIME = 6;
    private static final int METRIC_HISTOGRAM = 7;
    private static final int PAIR_NAME = 1;
    private static final int PAIR_VALUE = 2;
    private static final int VALUE = 1;
    private static final int NOWHERE = -1;
    private static final int COUNTER_EXEMPLAR = 2;
    private static final int COUNTER_CREATED = 3;
    private static final int EXEMPLAR_LABEL = 1;
    private static final int EXEMPLAR_VALUE = 2;
    private static final int EXEMPLAR_TIME = 3;
    private static final int SUMMARY_CREATED = 4;
    private static final int SUMMARY_COUNT = 1;
    private static final int SUMMARY_SUM = 2;
    private static final int SUMMARY_QUANTILE = 3;
    private static final int QUANTILE = 1;
    private static final int QUANTILE_VALUE = 2;

    private final byte[] page;
    private final Natives natives;
    private final Taker taker;
    private final SeriesScratch scratch = new SeriesScratch();
    private final ProtoFields family;
    private final ProtoFields metric;
    private final ProtoFields part;
    private final ProtoFields detail;
    private final ProtoHistogram histogram;
    private final Places places = new Places();
    private final Slice familyName = new Slice();
    private final Slice text = new Slice();
    private Type type = Type.COUNTER;
    private int nameFrom;
    private int nameTo;
    private long time;
    private long created;

    /** Types in the order of their numbers in the schema, with the field of a metric that has the value. */
    private enum Type {
        COUNTER(3, "counter"),
        GAUGE(2, "gauge"),
        SUMMARY(4, "summary"),
        UNTYPED(5, "unknown"),
        HISTOGRAM(METRIC_HISTOGRAM, "histogram"),
        GAUGE_HISTOGRAM(METRIC_HISTOGRAM, "gaugehistogram");

        private static final Type[] ALL = values();

        private final int field;
        private final byte[] word;

        Type(int field, String word) {
            this.field = field;
            this.word = word.getBytes(StandardCharsets.UTF_8);
        }
    }

    private ProtoReader(byte[] page, Natives natives, Taker taker) {
        this.page = page;
        this.natives = natives;
        this.taker = taker;
        this.family = new ProtoFields(page);
        this.metric = new ProtoFields(page);
        this.part = new ProtoFields(page);
        this.detail = new ProtoFields(page);
        this.histogram = new ProtoHistogram(page);
    }

    /** Reads all of {@code page}. */
    static void read(byte[] page, Natives natives, Taker taker) throws Malformed {
        ProtoFields families = new ProtoFields(page).over(0, page.length);
        ProtoReader reader = new ProtoReader(page, natives, taker);
        while (families.atMessage()) {
            families.message();
            reader.family(families);
        }
    }

    /** Its name and type are looked for first, wherever they stand. */
    private void family(ProtoFields families) throws Malformed {
        head(families);
        family.in(families);
        while (family.next()) {
            if (family.field() == FAMILY_METRIC) {
                metric();
            }
        }
    }

    private void head(ProtoFields families) throws Malformed {
        nameFrom = 0;
        nameTo = 0;
        type = Type.COUNTER;
        int helpFrom = 0;
        int helpTo = 0;
        int unitFrom = 0;
        int unitTo = 0;
        family.in(families);
        while (family.next()) {
            switch (family.field()) {
                case FAMILY_NAME -> {
                    nameFrom = family.from();
                    nameTo = family.to();
                }
                case FAMILY_HELP -> {
                    helpFrom = family.from();
                    helpTo = family.to();
                }
                case FAMILY_TYPE -> type = type(family.whole());
                case FAMILY_UNIT -> {
                    unitFrom = family.from();
                    unitTo = family.to();
                }
                default -> {}
            }
        }
        if (nameFrom == nameTo) {
            throw new Malformed(0, "a family of metrics without a name");
        }
        describe(Keyword.TYPE, type.word, 0, type.word.length);
        describe(Keyword.HELP, page, helpFrom, helpTo);
        if (unitTo > unitFrom) {
            checkUnit(text(unitFrom, unitTo));
            describe(Keyword.UNIT, page, unitFrom, unitTo);
        }
        scratch.family(page, nameFrom, nameTo);
    }

    private void describe(Keyword keyword, byte[] in, int from, int to) throws Malformed {
        taker.describe(keyword, familyName.over(page, nameFrom, nameTo), text.over(in, from, to));
    }

    private Type type(long number) throws Malformed {
        if (number < 0 || number >= Type.ALL.length) {
            throw new Malformed(0, "the type of " + name() + " is unknown: " + number);
        }
        return Type.ALL[(int) number];
    }

    private void checkUnit(String unit) throws Malformed {
        String name = text(nameFrom, nameTo);
        String stem = type == Type.COUNTER && name.endsWith("_total")
                ? name.substring(0, name.length() - "_total".length())
                : name;
        if (!stem.endsWith("_" + unit)) {
            throw new Malformed(0, "the name " + name() + " does not end with its unit " + Malformed.quote(unit));
        }
    }

    /** The family's name for a message. */
    private String name() {
        return Malformed.quote(text(nameFrom, nameTo));
    }

    private String text(int from, int to) {
        return new String(page, from, to - from, StandardCharsets.UTF_8);
    }

    private void metric() throws Malformed {
        scratch.metric();
        created = 0;
        taker.created(0);
        time = Taker.NO_TIME;
        metric.in(family);
        part.over(0, 0);
        while (metric.next()) {
            if (metric.field() == METRIC_LABEL) {
                label();
            } else if (metric.field() == METRIC_TIME) {
                // Zero is how the format says that there is none.
                time = metric.whole() == 0 ? Taker.NO_TIME : metric.whole();
            } else if (metric.field() == type.field) {
                part.in(metric);
            }
        }
        switch (type) {
            case COUNTER -> {
                places.clear();
                double value = value(part, COUNTER_CREATED);
                taker.created(created);
                take("", value);
                exemplars(places);
            }
            case GAUGE, UNTYPED -> take("", value(part, NOWHERE));
            case SUMMARY -> summary();
            case HISTOGRAM, GAUGE_HISTOGRAM -> histogram();
        }
    }

    private void label() throws Malformed {
        int valueFrom = 0;
        int valueTo = 0;
        int labelFrom = 0;
        int labelTo = 0;
        detail.in(metric);
        while (detail.next()) {
            if (detail.field() == PAIR_NAME) {
                labelFrom = detail.from();
                labelTo = detail.to();
            } else if (detail.field() == PAIR_VALUE) {
                valueFrom = detail.from();
                valueTo = detail.to();
            }
        }
        scratch.labelName(page, labelFrom, labelTo);
        scratch.labelValue(page, valueFrom, valueTo);
    }

    private double value(ProtoFields message, int whenCreated) throws Malformed {
        double value = 0;
        while (message.next()) {
            if (message.field() == VALUE) {
                value = message.real();
            } else if (message.field() == whenCreated) {
                created = detail.in(message).timestamp();
            } else if (message.field() == COUNTER_EXEMPLAR && whenCreated != NOWHERE) {
                places.add(message.from(), message.to());
            }
        }
        return value;
    }

    private void summary() throws Malformed {
        double count = 0;
        double sum = 0;
        taker.created(created());
        while (part.next()) {
            switch (part.field()) {
                case SUMMARY_COUNT -> count = ProtoHistogram.unsigned(part.whole());
                case SUMMARY_SUM -> sum = part.real();
                case SUMMARY_QUANTILE -> quantile();
                default -> {}
            }
        }
        take("_count", count);
        take("_sum", sum);
    }

    private void quantile() throws Malformed {
        double quantile = 0;
        double value = 0;
        detail.in(part);
        while (detail.next()) {
            if (detail.field() == QUANTILE) {
                quantile = detail.real();
            } else if (detail.field() == QUANTILE_VALUE) {
                value = detail.real();
            }
        }
        take("", Bound.QUANTILE, quantile, value);
    }

    /** When the summary began to count: it must be known before its quantiles are handed over. */
    private long created() throws Malformed {
        ProtoFields again = new ProtoFields(page).rest(part);
        long found = 0;
        while (again.next()) {
            if (again.field() == SUMMARY_CREATED) {
                found = detail.in(again).timestamp();
            }
        }
        return found;
    }

    private void histogram() throws Malformed {
        histogram.read(part);
        taker.created(type == Type.HISTOGRAM ? histogram.created() : 0);
        boolean isNative = natives.wanted() && histogram.isNative();
        if (isNative) {
            FloatHistogram whole = histogram.whole(type == Type.GAUGE_HISTOGRAM, name());
            taker.take(scratch.series("", Bound.NONE, 0, taker.expected()), whole.sum(), whole, time);
            exemplars(histogram.ownExemplars().size() > 0 ? histogram.ownExemplars() : histogram.exemplars());
        }
        if (!isNative || natives.classicToo() && histogram.buckets() > 0) {
            classic();
        }
    }

    private void exemplars(Places at) throws Malformed {
        for (int one = 0; one < at.size(); one++) {
            exemplar(at, one);
        }
    }

    private void exemplar(Places at, int one) throws Malformed {
        if (!taker.wantsExemplars() || at.isEmpty(one)) {
            return;
        }
        ProtoFields message = new ProtoFields(page).over(at.from(one), at.to(one));
        Labels.Builder labels = Labels.builder();
        double value = 0;
        long when = Taker.NO_TIME;
        while (message.next()) {
            switch (message.field()) {
                case EXEMPLAR_LABEL -> pair(detail.in(message), labels);
                case EXEMPLAR_VALUE -> value = message.real();
                case EXEMPLAR_TIME -> when = detail.in(message).timestamp();
                default -> {}
            }
        }
        taker.exemplar(new Exemplar(labels.build(), value, when));
    }

    private void pair(ProtoFields message, Labels.Builder labels) throws Malformed {
        String name = "";
        String value = "";
        while (message.next()) {
            if (message.field() == PAIR_NAME) {
                name = text(message.from(), message.to());
            } else if (message.field() == PAIR_VALUE) {
                value = text(message.from(), message.to());
            }
        }
        labels.set(name, value);
    }

    private void classic() throws Malformed {
        take("_count", histogram.count());
        take("_sum", histogram.sum());
        boolean infinite = false;
        for (int at = 0; at < histogram.buckets(); at++) {
            infinite |= histogram.bound(at) == Double.POSITIVE_INFINITY;
            take("_bucket", Bound.BUCKET, histogram.bound(at), histogram.cumulated(at));
            exemplar(histogram.exemplars(), at);
        }
        if (!infinite) {
            take("_bucket", Bound.BUCKET, Double.POSITIVE_INFINITY, histogram.count());
        }
    }

    private void take(String suffix, double value) throws Malformed {
        take(suffix, Bound.NONE, 0, value);
    }

    /** A NaN is made the usual one: a target must not say that a series ends. */
    private void take(String suffix, Bound bound, double limit, double value) throws Malformed {
        SeriesSpan series = scratch.series(suffix, bound, limit, taker.expected());
        taker.take(series, Double.isNaN(value) ? Double.NaN : value, null, time);
    }
}
