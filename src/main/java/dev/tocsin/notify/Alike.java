package dev.tocsin.notify;

import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the alerts of a page have in common, as Alertmanager shows it. */
public final class Alike {
    private Alike() {}

    /** The labels that all alerts of {@code page} have with the same value. */
    public static SortedMap<String, String> labels(Page page) {
        return common(page, member -> member.labels().toMap());
    }

    /** The annotations that all alerts of {@code page} have with the same text. */
    public static SortedMap<String, String> annotations(Page page) {
        return common(page, Member::annotations);
    }

    private static SortedMap<String, String> common(Page page, Function<Member, Map<String, String>> of) {
        List<Map<String, String>> all = Stream.concat(page.firing().stream(), page.resolved().stream())
                .map(of)
                .toList();
        SortedMap<String, String> common = new TreeMap<>(all.isEmpty() ? Map.of() : all.getFirst());
        all.forEach(each -> common.entrySet().retainAll(each.entrySet()));
        return common;
    }
}
