package dev.tocsin.lab.proof;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much happened, by name. */
public record Totals(SortedMap<String, Long> counts) {
    /** Nothing. */
    public static final Totals NONE = new Totals(new TreeMap<>());

    public Totals {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Both together. */
    public Totals plus(Totals other) {
        SortedMap<String, Long> all = new TreeMap<>(counts);
        other.counts.forEach((name, count) -> all.merge(name, count, Long::sum));
        return new Totals(all);
    }

    long of(String name) {
        return counts.getOrDefault(name, 0L);
    }

    static Totals of(Truth truth, Run run, List<Breach> breaches) {
        SortedMap<String, Long> counts = new TreeMap<>();
        Diary diary = truth.diary();
        diary.receipts.forEach(one -> counts.merge(word(one), 1L, Long::sum));
        counts.put(
                "people notified",
                diary.receipts.stream().filter(Diary.Receipt::rang).count());
        diary.deaths.forEach((moment, count) -> counts.merge(
                "deaths " + moment.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                (long) count,
                Long::sum));
        counts.put(
                "unknown outcomes",
                diary.unknown.values().stream().mapToLong(Integer::longValue).sum());
        counts.put("acts", run.platforms().asked().stream().count());
        counts.put("reloads", diary.loaded.size() - 1L);
        counts.put("clock jumps", (long) diary.jumps.size());
        counts.put("acknowledgements", (long) diary.taken.size());
        counts.put("silences", (long) diary.quieted.size());
        counts.put(
                "partitions",
                truth.world().events().stream()
                        .filter(one -> one.deed() instanceof Deed.Cut || one.deed() instanceof Deed.Pause)
                        .count());
        counts.put(
                "ledger gone",
                (long) truth.world().perils().gone().size()
                        + truth.world().perils().mute().size());
        counts.put(
                "duplicates",
                DuplicatesBounded.again(diary).values().stream()
                        .mapToLong(Integer::longValue)
                        .sum());
        counts.put("turns", diary.turns);
        counts.put("spins", (long) diary.spins.size());
        counts.put("lost", breaches.stream().filter(one -> one.number() <= 2).count());
        return new Totals(counts);
    }

    private static String word(Diary.Receipt receipt) {
        return switch (receipt.page().kind()) {
            case TRIGGER -> "pages";
            case RESOLVE -> "resolves";
            case ACKNOWLEDGE, PROGRESS -> "other messages";
        };
    }
}
