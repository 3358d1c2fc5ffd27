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
import java.util.stream.Stream;

/**
 * The silences that are at work at one instant, kept so that an alert is held against few of them: most ask for one value of some
 * label, and an alert has one value of each. Each silence stands under the value that the fewest others ask for.
 */
public final class Silences {
    private final Map<String, Map<String, List<Silence>>> byValue = new HashMap<>();
    private final List<Silence> others = new ArrayList<>();

    private Silences() {}

    static Silences at(Collection<Silence> all, Instant now) {
        List<Silence> active = all.stream()
                .filter(silence -> silence.stage(now) == Silence.Stage.ACTIVE)
                .toList();
        Map<Matcher, Integer> asked = new HashMap<>();
        active.forEach(silence -> plain(silence).forEach(matcher -> asked.merge(matcher, 1, Integer::sum)));
        Silences silences = new Silences();
        active.forEach(silence -> plain(silence)
                .min(Comparator.comparing(matcher -> asked.getOrDefault(matcher, 0)))
                .map(silences::under)
                .orElse(silences.others)
                .add(silence));
        return silences;
    }

    /** The ids of those that mute {@code labels}, in order. */
    List<String> muting(Labels labels) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Map<String, List<Silence>>> one : byValue.entrySet()) {
            add(found, one.getValue().getOrDefault(labels.get(one.getKey()), List.of()), labels);
        }
        add(found, others, labels);
        if (found.size() > 1) {
            found.sort(null);
        }
        return found;
    }

    private List<Silence> under(Matcher matcher) {
        return byValue.computeIfAbsent(matcher.name(), first -> new HashMap<>())
                .computeIfAbsent(matcher.value(), first -> new ArrayList<>());
    }

    private static void add(List<String> found, List<Silence> candidates, Labels labels) {
        for (Silence silence : candidates) {
            if (Matcher.allMatch(silence.matchers(), labels)) {
                found.add(silence.id());
            }
        }
    }

    private static Stream<Matcher> plain(Silence silence) {
        return silence.matchers().stream()
                .filter(matcher ->
                        matcher.op() == Matcher.Op.EQUAL && !matcher.value().isEmpty());
    }
}
