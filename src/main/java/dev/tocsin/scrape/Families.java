package dev.tocsin.scrape;

import dev.tocsin.model.ClassicHistogram;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.scrape.Member.Family;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows, while a page is read, which family its samples are of: since when they count, and which of them are a classic histogram that
 * becomes a native one. Asked only where the configuration wants any of that. Not for use by two threads.
 */
final class Families {
    private final Natives natives;
    private final Extras extras;
    private final ClassicHistogram collected = new ClassicHistogram();
    private Map<Labels, Long> created = Map.of();
    private Family family = Family.NONE;
    private String unitOf = "";
    private String unit = "";
    private long start;

    /** Of the classic histogram that is being collected: its first series, and the time of that. */
    private @Nullable Member first;

    private long firstTime;

    /** The native histogram that came last: its classic series are not made another one. */
    private @Nullable Labels whole;

    /** Takes a histogram that was made of classic series. */
    interface Made {
        void take(Member member, FloatHistogram histogram, long time) throws Malformed;
    }

    Families(Natives natives, Extras extras) {
        this.natives = natives;
        this.extras = extras;
    }

    /** Whether anything depends on the families of a page. */
    boolean matter() {
        return natives.converted() || extras.starts() || extras.typed();
    }

    /** A page begins. */
    void begin(byte[] page, Format format) throws Malformed {
        family = Family.NONE;
        unitOf = "";
        unit = "";
        start = 0;
        whole = null;
        drop();
        boolean open = format == Format.OPENMETRICS || format == Format.STRICT_OPENMETRICS;
        created = open && extras.starts() ? Created.in(page, format) : Map.of();
    }

    /** What a page says of a family. What was collected before is done: {@link #end} was called. */
    void describe(Description.Keyword keyword, Slice name, Slice text) {
        String called = plain(name.toString());
        switch (keyword) {
            case TYPE -> family = new Family(called, type(text.toString()), unitOf.equals(called) ? unit : "");
            case UNIT -> {
                unitOf = called;
                unit = text.toString();
                family = family.name().equals(called) ? new Family(called, family.type(), unit) : family;
            }
            case HELP -> {}
        }
    }

    private static String type(String word) {
        return word.equals("untyped") ? "unknown" : word;
    }

    /** A name that is in quotes, without them. */
    static String plain(String name) {
        return name.startsWith("\"") && name.length() > 1
                ? name.substring(1, name.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : name;
    }

    /** The metrics that come began to count then, epoch milliseconds, 0 if nobody says. */
    void created(long millis) {
        start = millis;
    }

    /** Since when a series counts, epoch milliseconds; 0 if nobody says. */
    long start(Member member) {
        return start != 0 || member.role() == Member.Role.STRANGER ? start : created.getOrDefault(member.base(), 0L);
    }

    /** What the series {@code labels} of the page is here. */
    Member member(Labels labels) {
        return Member.of(family, labels);
    }

    /** Whether {@code member} is what it was when its family was described as it is now. */
    boolean isCurrent(Member member) {
        return member.family().equals(family);
    }

    /** The labels of the page, and those of type and unit where they are wanted. */
    Labels labels(Labels page) {
        Member member = extras.typed() ? member(page) : null;
        if (member == null || member.role() == Member.Role.STRANGER) {
            return extras.typed() ? page.without("__type__").without("__unit__") : page;
        }
        Labels typed =
                family.type().equals("unknown") ? page.without("__type__") : page.with("__type__", family.type());
        return family.unit().isEmpty() ? typed.without("__unit__") : typed.with("__unit__", family.unit());
    }

    /** Whether the sample is one of the page; else it became part of something else. */
    boolean passes(Member member, double value, @Nullable FloatHistogram histogram, long time) {
        if (member.role() == Member.Role.CREATED && extras.starts()) {
            return false;
        }
        if (histogram != null) {
            whole = member.base();
        }
        if (!natives.converted() || !member.isClassic() || Objects.equals(member.base(), whole)) {
            return true;
        }
        if (first == null) {
            first = member;
            firstTime = time;
        }
        switch (member.role()) {
            case BUCKET -> collected.bucket(member.bound(), value);
            case COUNT -> collected.count(value);
            case SUM -> collected.sum(value);
            case CREATED, OTHER, STRANGER -> {}
        }
        return natives.classicToo();
    }

    /** Whether {@code next} is of the histogram that is being collected, if any is. */
    boolean goesOn(Member next) {
        boolean kin = next.isClassic() || next.role() == Member.Role.CREATED;
        return first == null || kin && next.base().equals(first.base());
    }

    /** Hands over the histogram that was collected, if it is one. */
    void end(Made made) throws Malformed {
        Member of = first;
        if (of == null) {
            return;
        }
        Optional<FloatHistogram> histogram = collected.converted();
        long time = firstTime;
        drop();
        if (histogram.isPresent()) {
            made.take(of, histogram.get(), time);
        }
    }

    private void drop() {
        collected.clear();
        first = null;
    }

    /** The lines {@code _created} of an OpenMetrics page, by what they are about. */
    private static final class Created implements Taker {
        private static final double MILLIS = 1000;

        private final Map<Labels, Long> found = new HashMap<>();
        private Family family = Family.NONE;

        static Map<Labels, Long> in(byte[] page, Format format) throws Malformed {
            Created lines = new Created();
            PageReader.read(page, format, lines);
            return lines.found;
        }

        @Override
        public void describe(Description.Keyword keyword, Slice name, Slice text) {
            if (keyword == Description.Keyword.TYPE) {
                family = new Family(plain(name.toString()), text.toString(), "");
            }
        }

        @Override
        public void take(SeriesSpan series, double value, @Nullable FloatHistogram histogram, long time)
                throws Malformed {
            if (family.counts()) {
                Member member = Member.of(family, series.labels());
                if (member.role() == Member.Role.CREATED) {
                    found.put(member.base(), (long) (value * MILLIS));
                }
            }
        }
    }
}
