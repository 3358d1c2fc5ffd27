package dev.tocsin.lab.proof;

import dev.tocsin.lab.simulation.Moment;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How much happened, by name; and what must have happened so that a run of many worlds means something. */
public record Totals(SortedMap<String, Long> counts) {
    /** Nothing. */
    public static final Totals NONE = new Totals(new TreeMap<>());

    /** How many there are in a hundred worlds at least; about half of what is usual. */
    private static final Map<String, Long> LEAST = Map.ofEntries(
            Map.entry("pages", 800L),
            Map.entry("resolves", 400L),
            Map.entry("people notified", 500L),
            Map.entry("acknowledgements", 60L),
            Map.entry("silences", 30L),
            Map.entry("acts", 5L),
            Map.entry("deaths", 60L),
            Map.entry("unknown outcomes", 20L),
            Map.entry("outages of the ledger", 15L),
            Map.entry("partitions and pauses", 15L),
            Map.entry("clock jumps", 10L),
            Map.entry("reloads", 20L),
            Map.entry("duplicates", 5L));

    /** With fewer worlds than this chance alone may leave something out. */
    private static final long ENOUGH = 100;

    /** Between each two steps somebody dies once in so many worlds at least. */
    private static final long EACH_DEATH = 1000;

    public Totals {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Both together. */
    public Totals plus(Totals other) {
        SortedMap<String, Long> all = new TreeMap<>(counts);
        other.counts.forEach((name, count) -> all.merge(name, count, Long::sum));
        return new Totals(all);
    }

    /** What happened too seldom for {@code worlds} worlds, each as a sentence. An idle simulation proves nothing. */
    public List<String> missing(long worlds) {
        if (worlds < ENOUGH) {
            return List.of();
        }
        Stream<String> seldom = new TreeMap<>(LEAST)
                .entrySet().stream()
                        .filter(one -> of(one.getKey()) * 100 < one.getValue() * worlds)
                        .map(one -> one.getKey() + " " + of(one.getKey()) + ", of at least "
                                + one.getValue() * worlds / 100);
        Stream<String> never = Stream.of(Moment.values())
                .filter(moment -> of("deaths " + word(moment)) < worlds / EACH_DEATH)
                .map(moment -> "deaths " + word(moment) + " " + of("deaths " + word(moment)) + ", of at least "
                        + worlds / EACH_DEATH);
        return Stream.concat(seldom, never).toList();
    }

    /** One line each. */
    public List<String> lines() {
        return counts.entrySet().stream()
                .map(one -> String.format(Locale.ROOT, "%-32s %,12d", one.getKey(), one.getValue()))
                .toList();
    }

    /** How often {@code name} happened. */
    public long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    static Totals of(Truth truth, List<Breach> breaches) {
        SortedMap<String, Long> counts = new TreeMap<>();
        Diary diary = truth.diary();
        for (Moment moment : Moment.values()) {
            counts.put("deaths " + word(moment), (long) diary.deaths.getOrDefault(moment, 0));
        }
        diary.receipts.forEach(one -> counts.merge(word(one), 1L, Long::sum));
        counts.put("deaths", (long) diary.dead());
        counts.put(
                "people notified",
                diary.receipts.stream().filter(Diary.Receipt::rang).count());
        counts.put("unknown outcomes", sum(diary.unknown));
        counts.put("acts", (long) diary.asked.size());
        counts.put("reloads", diary.loaded.size() - 1L);
        counts.put("clock jumps", (long) diary.jumps.size());
        counts.put("acknowledgements", (long) diary.taken.size());
        counts.put("silences", (long) diary.quieted.size());
        counts.put("turns", diary.turns);
        counts.put("duplicates", sum(DuplicatesBounded.again(diary)));
        counts.put("lost", breaches.stream().filter(one -> one.number() <= 2).count());
        perils(truth.world(), counts);
        return new Totals(counts);
    }

    private static void perils(World world, SortedMap<String, Long> counts) {
        counts.put(
                "partitions and pauses",
                world.events().stream()
                        .filter(one -> one.deed() instanceof Deed.Cut || one.deed() instanceof Deed.Pause)
                        .count());
        World.Perils perils = world.perils();
        counts.put(
                "outages of the ledger",
                (long) perils.gone().size() + perils.mute().size());
        counts.put("worlds of several agents", world.isShared() ? 1L : 0L);
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static String word(Moment moment) {
        return moment.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String word(Diary.Receipt receipt) {
        return switch (receipt.page().kind()) {
            case TRIGGER -> "pages";
            case RESOLVE -> "resolves";
            case ACKNOWLEDGE, PROGRESS -> "other messages";
        };
    }
}
