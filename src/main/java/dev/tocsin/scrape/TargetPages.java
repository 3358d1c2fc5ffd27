package dev.tocsin.scrape;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Exemplar;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the pages of one target, round after round, into batches: resolves series, applies limits, and ends the
 * series that do not come again. Not for use by two threads.
 */
final class TargetPages implements Taker {
    private static final byte[] NOTHING = new byte[0];

    private final Labels target;
    private final Rules rules;
    private final SeriesCache cache = new SeriesCache();
    private final Families families;
    private final SeriesSpan made = new SeriesSpan();
    private final List<Series> begun = new ArrayList<>();

    /** Exemplars of the native histogram that came last, or of samples that become one. */
    private final HistogramExemplars waiting = new HistogramExemplars();

    /** That there are more samples than may be, once there are: from then on they are counted alone. */
    private @Nullable Malformed tooMany;

    /** Whether the last sample was a native histogram of the page. */
    private boolean whole;

    private boolean swallowed;

    /** Where the last sample went; null when relabelling dropped it. */
    private @Nullable Series last;

    private long lastTime;
    private byte @Nullable [] taken;
    private final Outline outline = new Outline();
    private final Descriptions descriptions = new Descriptions();
    private List<Series> live = new ArrayList<>();
    private List<Series> lastLive = new ArrayList<>();
    private List<SeriesCache.Entry> order = new ArrayList<>();
    private List<SeriesCache.Entry> lastOrder = new ArrayList<>();
    private int next;
    private Batch batch = new Batch(1);
    private long atMillis;
    private long round;
    private int scraped;
    private int kept;
    private int added;

    TargetPages(Labels target, Rules rules) {
        this.target = target;
        this.rules = rules;
        this.families = new Families(rules.natives(), rules.extras());
    }

    /**
     * What a page came to.
     *
     * @param scraped how many samples it has
     * @param kept how many are left after relabelling
     * @param added how many series came that were not known
     */
    record Count(int scraped, int kept, int added) {
        static final Count NONE = new Count(0, 0, 0);
    }

    /**
     * Reads {@code page} into {@code batch}, which is empty; after a fault it is empty again, as if there was no
     * page.
     */
    Count read(byte[] page, Format format, long at, Batch into) throws Malformed {
        begin(at, into);
        descriptions.begin(format);
        try {
            if (families.matter()) {
                families.begin(page, format);
            }
            switch (format) {
                case TEXT, OPENMETRICS, STRICT_OPENMETRICS -> PageReader.read(page, format, this);
                case PROTOBUF -> ProtoReader.read(page, rules.natives(), this);
            }
            endHistogram();
            if (tooMany != null) {
                throw tooMany;
            }
        } catch (Malformed fault) {
            batch.clear();
            begun.forEach(series -> series.begin(0));
            live = new ArrayList<>(lastLive);
            order = new ArrayList<>(lastOrder);
            tidy();
            throw fault;
        }
        endMissing();
        tidy();
        descriptions.end();
        return count();
    }

    /** What was counted up to the end of the page or its fault. */
    Count count() {
        return new Count(scraped, kept, added);
    }

    /** Takes series over that went on before these pages: they end when they do not come again. */
    void adopt(List<Labels> before) {
        before.forEach(labels -> live.add(cache.series(labels)));
    }

    /** The series that go on. */
    List<Labels> live() {
        return live.stream().map(Series::labels).toList();
    }

    /** What the last page without a fault says about its families. */
    SortedMap<String, Description> families() {
        return descriptions.families();
    }

    /** How many texts of series are remembered. */
    int texts() {
        return cache.size();
    }

    private void begin(long at, Batch into) {
        round++;
        scraped = 0;
        kept = 0;
        added = 0;
        begun.clear();
        waiting.clear();
        tooMany = null;
        whole = false;
        swallowed = false;
        next = 0;
        atMillis = at;
        batch = into;
        List<Series> reused = lastLive;
        lastLive = live;
        live = reused;
        List<SeriesCache.Entry> reusedOrder = lastOrder;
        lastOrder = order;
        order = reusedOrder;
    }

    @Override
    public byte[] expected() {
        return tooMany == null && next < lastOrder.size() && lastOrder.get(next).isOneLine()
                ? lastOrder.get(next).text()
                : NOTHING;
    }

    @Override
    public Outline outline() {
        return outline;
    }

    @Override
    public byte @Nullable [] taken() {
        return taken;
    }

    @Override
    public void describe(Description.Keyword keyword, Slice name, Slice text) throws Malformed {
        descriptions.take(keyword, name, text);
        if (families.matter()) {
            endHistogram();
            families.describe(keyword, name, text);
        }
    }

    @Override
    public boolean wantsExemplars() {
        return rules.extras().exemplars();
    }

    /** Of a sample that became part of a histogram, it is the histogram's. */
    @Override
    public void exemplar(Exemplar exemplar) {
        if (!rules.extras().exemplars()) {
            return;
        }
        if (swallowed || whole) {
            waiting.add(exemplar);
        } else if (last != null) {
            mark(last, exemplar);
        }
    }

    /** No more exemplars of the native histogram come that was the last sample, if it was one. */
    private void settle() {
        if (whole) {
            if (last != null) {
                waiting.moveTo(last.labels(), batch);
            }
            waiting.clear();
            whole = false;
        }
    }

    /** Nothing more comes of the histogram that was taken last, or that is being made. */
    private void endHistogram() throws Malformed {
        settle();
        families.end(this::take);
        waiting.clear();
    }

    private void mark(Series series, Exemplar exemplar) {
        long time = exemplar.timeMillis() == Taker.NO_TIME ? lastTime : exemplar.timeMillis();
        batch.mark(series.labels(), new Exemplar(exemplar.labels(), exemplar.value(), time));
    }

    @Override
    public void created(long millis) {
        families.created(millis);
    }

    @Override
    public void take(SeriesSpan span, double value, @Nullable FloatHistogram histogram, long time) throws Malformed {
        settle();
        if (tooMany != null) {
            count(span);
            return;
        }
        SeriesCache.Entry entry = entry(span);
        taken = entry.text();
        if (!families.matter()) {
            take(entry.series(), span, value, histogram, time, 0);
            whole = histogram != null;
            return;
        }
        Member member = member(entry, span);
        if (!families.goesOn(member)) {
            endHistogram();
        }
        swallowed = !families.passes(member, value, histogram, time);
        if (!swallowed) {
            take(entry.series(), span, value, histogram, time, families.start(member));
            whole = histogram != null;
        }
    }

    /** Counts a sample of a page that has too many, without remembering anything of it. */
    private void count(SeriesSpan span) throws Malformed {
        taken = null;
        last = null;
        swallowed = false;
        scraped++;
        SeriesCache.Entry known = cache.find(span);
        boolean stays =
                known == null ? applied(span, families.labels(span.labels())).isPresent() : known.series() != null;
        kept += stays ? 1 : 0;
    }

    /** Takes a histogram that was made of the classic series before. */
    private void take(Member member, FloatHistogram histogram, long time) throws Malformed {
        made.page = member.text();
        made.from = 0;
        made.to = made.page.length;
        made.hash = Cursor.hash(made.page, 0, made.to);
        SeriesCache.Entry entry = entry(made);
        take(entry.series(), made, histogram.sum(), histogram, time, families.start(member));
        if (last != null) {
            waiting.moveTo(last.labels(), batch);
        }
    }

    /** Takes one sample that counts since {@code start}, 0 if nobody says. Without an object for it: there are many. */
    private void take(
            @Nullable Series series,
            SeriesSpan span,
            double value,
            @Nullable FloatHistogram histogram,
            long time,
            long start)
            throws Malformed {
        scraped++;
        last = series;
        if (series == null) {
            return;
        }
        kept++;
        if (rules.limits().exceededBy(kept)) {
            tooMany = tooMany == null
                    ? span.malformed("more than sample_limit " + rules.limits().samples() + " samples")
                    : tooMany;
            return;
        }
        boolean own = time != Taker.NO_TIME && rules.honorTimestamps();
        if ((!own || rules.trackTimes()) && !series.see(round)) {
            live.add(series);
        }
        long at = own ? time : atMillis;
        lastTime = at;
        if (rules.extras().zeros() && start != 0 && start < at && series.begin(start)) {
            begun.add(series);
            add(series, start, 0, histogram == null ? null : histogram.zero());
        }
        add(series, at, value, histogram);
        if (rules.extras().stored()) {
            batch.since(start);
        }
    }

    private void add(Series series, long at, double value, @Nullable FloatHistogram histogram) {
        if (histogram == null) {
            batch.add(series.labels(), at, value);
        } else {
            batch.add(series.labels(), at, histogram);
        }
    }

    private SeriesCache.Entry entry(SeriesSpan span) throws Malformed {
        SeriesCache.Entry entry = span.expected ? lastOrder.get(next) : cache.find(span);
        if (entry != null && rules.extras().typed() && isOfAnotherType(entry)) {
            span.hash = Cursor.hash(span.page, span.from, span.to);
            entry = null;
        }
        if (entry == null) {
            entry = cache.put(span, applied(span, families.labels(span.labels())));
            added += entry.series() == null ? 0 : 1;
        } else {
            next = entry.position() + 1;
        }
        entry.use(round, order.size());
        order.add(entry);
        return entry;
    }

    private boolean isOfAnotherType(SeriesCache.Entry entry) {
        Member known = entry.member();
        return known != null && !families.isCurrent(known);
    }

    private Member member(SeriesCache.Entry entry, SeriesSpan span) throws Malformed {
        Member known = entry.member();
        if (known != null && families.isCurrent(known)) {
            return known;
        }
        Member member = families.member(span.labels());
        entry.member(member);
        return member;
    }

    private Optional<Labels> applied(SeriesSpan span, Labels page) throws Malformed {
        Optional<Labels> labels = rules.apply(page, rules.honorLabels() ? target.drop(span.emptyLabels()) : target);
        if (labels.filter(kept -> kept.metricName().isEmpty()).isPresent()) {
            throw span.malformed("relabelling leaves " + page.metricName() + " without a name");
        }
        Optional<String> excess = labels.flatMap(rules.limits()::fault);
        if (excess.isPresent()) {
            throw span.malformed(excess.get());
        }
        return labels;
    }

    private void endMissing() {
        for (Series series : lastLive) {
            if (!series.seenIn(round)) {
                batch.add(series.labels(), atMillis, Sample.STALE);
            }
        }
    }

    private void tidy() {
        lastLive.clear();
        lastOrder.clear();
        if (cache.size() > 2 * Math.max(scraped, 1)) {
            cache.purge(round);
        }
    }

    /** Ends all series that are still there: the target failed or is gone. */
    void end(long at, Batch into) {
        for (Series series : live) {
            into.add(series.labels(), at, Sample.STALE);
        }
        live.clear();
    }
}
