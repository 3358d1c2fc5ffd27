package dev.tocsin.series;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is worth keeping, and for how long: what the loaded expressions read, or everything. It knows since when each
 * thing has been kept, so that a reload can say from when a new rule sees all that it asks for. Immutable.
 */
public final class Demand {
    private final Optional<Duration> everything;
    private final Duration least;
    private final List<Ask> asks;
    private final Map<String, List<Ask>> byName = new HashMap<>();
    private final List<Ask> nameless = new ArrayList<>();

    /**
     * One thing that is asked for.
     *
     * @param matchers of the series; none for everything
     * @param keep how long their samples are kept
     * @param since from when on they are there
     */
    record Ask(List<Matcher> matchers, Duration keep, Instant since) {
        boolean wants(Labels labels) {
            return Matcher.allMatch(matchers, labels);
        }

        /** Whether all series of {@code selector} are among these; false also when that cannot be told. */
        boolean includes(List<Matcher> selector) {
            return matchers.stream()
                    .allMatch(mine -> isAlways(mine) || selector.stream().anyMatch(theirs -> implies(theirs, mine)));
        }

        /** The oldest time of which everything is there at {@code now}. */
        Instant from(Instant now) {
            Instant horizon = now.minus(keep);
            return since.isAfter(horizon) ? since : horizon;
        }

        private static boolean implies(Matcher theirs, Matcher mine) {
            return theirs.equals(mine)
                    || (theirs.name().equals(mine.name())
                            && theirs.op() == Matcher.Op.EQUAL
                            && mine.matches(theirs.value()));
        }

        private static boolean isAlways(Matcher matcher) {
            return matcher.op() == Matcher.Op.MATCHES && matcher.value().equals(".*");
        }
    }

    private Demand(Optional<Duration> everything, Duration least, List<Ask> asks) {
        this.everything = everything;
        this.least = least;
        this.asks = List.copyOf(asks);
        for (Ask ask : asks) {
            metricName(ask.matchers())
                    .map(name -> byName.computeIfAbsent(name, missing -> new ArrayList<>()))
                    .orElse(nameless)
                    .add(ask);
        }
    }

    private static Optional<String> metricName(List<Matcher> matchers) {
        return matchers.stream()
                .filter(matcher -> matcher.name().equals(Label.METRIC_NAME) && matcher.op() == Matcher.Op.EQUAL)
                .map(Matcher::value)
                .findFirst();
    }

    /** Everything for {@code keep}, and what {@code needs} read for as long as they look back, from {@code now} on. */
    public static Demand everything(Duration keep, Collection<Need> needs, Instant now) {
        List<Ask> asks = asks(needs, keep, now);
        asks.add(new Ask(List.of(), keep, now));
        return new Demand(Optional.of(keep), keep, asks);
    }

    /** What {@code needs} read for as long as they look back, and {@code least} at the least, from {@code now} on. */
    public static Demand of(Collection<Need> needs, Duration least, Instant now) {
        return new Demand(Optional.empty(), least, asks(needs, least, now));
    }

    static Demand ofAsks(List<Ask> asks) {
        return new Demand(Optional.empty(), Duration.ZERO, asks);
    }

    private static List<Ask> asks(Collection<Need> needs, Duration least, Instant now) {
        Map<List<Matcher>, Duration> longest = new LinkedHashMap<>();
        needs.forEach(need -> longest.merge(need.matchers(), need.back(), Demand::longer));
        List<Ask> asks = new ArrayList<>();
        longest.forEach((matchers, back) -> asks.add(new Ask(matchers, longer(back, least), now)));
        return asks;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** This demand as it follows {@code before} at {@code now}: what was kept already is there from earlier on. */
    public Demand after(Demand before, Instant now) {
        List<Ask> aged = asks.stream()
                .map(ask -> new Ask(ask.matchers(), ask.keep(), before.from(ask.matchers(), now)))
                .toList();
        return new Demand(everything, least, aged);
    }

    /** From when on all series of {@code selector} are there; {@code now} when nobody has asked for them. */
    private Instant from(List<Matcher> selector, Instant now) {
        return asks.stream()
                .filter(ask -> ask.includes(selector))
                .map(ask -> ask.from(now))
                .min(Instant::compareTo)
                .orElse(now);
    }

    /**
     * From when on an evaluation sees all that {@code need} reads; in the past when it does already. Empty when it never
     * will, for nobody keeps that or not for so long.
     */
    public Optional<Instant> fullFrom(Need need) {
        return asks.stream()
                .filter(ask -> ask.keep().compareTo(need.back()) >= 0 && ask.includes(need.matchers()))
                .map(ask -> ask.since().plus(need.back()))
                .min(Instant::compareTo);
    }

    /** Whether all series that {@code need} reads are kept for as long as it looks back; false when that cannot be told. */
    public boolean covers(Need need) {
        return fullFrom(need).isPresent();
    }

    /** Whether everything is kept. */
    public boolean isEverything() {
        return everything.isPresent();
    }

    /** How long the samples of a series are kept; empty when nothing asks for it. */
    Optional<Duration> keep(Labels labels) {
        Optional<Duration> longest = everything;
        for (Ask ask : byName.getOrDefault(labels.metricName(), List.of())) {
            longest = longest(longest, ask, labels);
        }
        for (Ask ask : nameless) {
            longest = longest(longest, ask, labels);
        }
        return longest;
    }

    private static Optional<Duration> longest(Optional<Duration> so, Ask ask, Labels labels) {
        if (so.isPresent() && so.get().compareTo(ask.keep()) >= 0) {
            return so;
        }
        return ask.wants(labels) ? Optional.of(ask.keep()) : so;
    }

    List<Ask> asks() {
        return asks;
    }

    @Override
    public String toString() {
        return everything.map(keep -> "everything for " + keep).orElse(asks.size() + " selectors, at least " + least);
    }
}
