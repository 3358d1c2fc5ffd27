package dev.tocsin.scrape;

import dev.tocsin.model.Labels;
import dev.tocsin.relabel.Relabel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the series of a target.
 *
 * @param honorLabels whether a label of the page wins over the target's of the same name; else it becomes {@code
 * exported_...}
 * @param honorTimestamps whether times of the page count
 * @param trackTimes whether a series with times of its own ends when it is no longer there, as others do
 * @param limits of what the page holds
 * @param natives what becomes of native histograms
 * @param extras what is taken of the page besides
 * @param relabel what is done to each series of the page last
 */
record Rules(
        boolean honorLabels,
        boolean honorTimestamps,
        boolean trackTimes,
        PageLimits limits,
        Natives natives,
        Extras extras,
        List<Relabel> relabel) {
    private static final String EXPORTED = "exported_";

    Rules {
        relabel = List.copyOf(relabel);
    }

    /** The labels of a series of the page at a target with {@code target}'s labels; empty when it is dropped. */
    Optional<Labels> apply(Labels page, Labels target) {
        if (honorLabels) {
            return Relabel.apply(relabel, target.withAll(page));
        }
        Labels merged = page.withAll(target);
        List<String> conflicts = target.toMap().keySet().stream()
                .filter(page::has)
                .sorted(Comparator.comparingInt(String::length))
                .toList();
        for (String name : conflicts) {
            merged = merged.with(free(EXPORTED + name, merged), page.get(name));
        }
        return Relabel.apply(relabel, merged);
    }

    private static String free(String name, Labels taken) {
        String free = name;
        while (taken.has(free)) {
            free = EXPORTED + free;
        }
        return free;
    }
}
