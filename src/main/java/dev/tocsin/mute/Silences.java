package dev.tocsin.mute;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Silences, kept so that an alert is held against few of them: most ask for one value of some label, and an alert has one value of
 * each. Each silence stands under the value that the fewest others ask for. Which silences match which labels never changes, so that it
 * is found out once; when they are at work does. Immutable but for what it remembers; for any thread.
 */
final class Silences {
    /** Many times the alerts that there ever are at once; beyond it all is forgotten, and looked up anew. */
    private static final int MOST_KNOWN = 50_000;

    private final Map<String, Map<String, List<Silence>>> byValue = new HashMap<>();
    private final List<Silence> others = new ArrayList<>();
    private final Map<Labels, List<Silence>> known = new ConcurrentHashMap<>();

    Silences(Collection<Silence> all) {
        Map<Matcher, Integer> asked = new HashMap<>();
        all.forEach(silence -> plain(silence).forEach(matcher -> asked.merge(matcher, 1, Integer::sum)));
        all.forEach(silence -> plain(silence)
                .min(Comparator.comparing(matcher -> asked.getOrDefault(matcher, 0)))
                .map(this::under)
                .orElse(others)
                .add(silence));
    }

    /** The ids of those that mute {@code labels} at {@code now}, in order. */
    List<String> muting(Labels labels, Instant now) {
        List<Silence> matching = matching(labels);
        return matching.isEmpty()
                ? List.of()
                : matching.stream()
                        .filter(silence -> silence.stage(now) == Silence.Stage.ACTIVE)
                        .map(Silence::id)
                        .toList();
    }

    private List<Silence> matching(Labels labels) {
        if (byValue.isEmpty() && others.isEmpty()) {
            return List.of();
        }
        List<Silence> found = known.get(labels);
        if (found == null) {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            found = find(labels);
            known.put(labels, found);
        }
        return found;
    }

    private List<Silence> find(Labels labels) {
        List<Silence> found = new ArrayList<>();
        byValue.forEach((name, values) -> add(found, values.getOrDefault(labels.get(name), List.of()), labels));
        add(found, others, labels);
        found.sort(Comparator.comparing(Silence::id));
        return List.copyOf(found);
    }

    private List<Silence> under(Matcher matcher) {
        return byValue.computeIfAbsent(matcher.name(), first -> new HashMap<>())
                .computeIfAbsent(matcher.value(), first -> new ArrayList<>());
    }

    private static void add(List<Silence> found, List<Silence> candidates, Labels labels) {
        for (Silence silence : candidates) {
            if (Matcher.allMatch(silence.matchers(), labels)) {
                found.add(silence);
            }
        }
    }

    private static Stream<Matcher> plain(Silence silence) {
        return silence.matchers().stream()
                .filter(matcher ->
                        matcher.op() == Matcher.Op.EQUAL && !matcher.value().isEmpty());
    }
}
