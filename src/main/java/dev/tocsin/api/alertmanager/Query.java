package dev.tocsin.api.alertmanager;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which alerts are asked for. {@code matchers} are the parameters {@code filter}. */
record Query(List<Matcher> matchers, Optional<Pattern> receiver, boolean active, boolean silenced, boolean inhibited) {
    private static final Set<String> YES =
            Set.of("true", "1", "yes", "ok", "y", "on", "selected", "checked", "t", "enabled");

    Query {
        matchers = List.copyOf(matchers);
    }

    static Query of(MultivaluedMap<String, String> given) throws Refusal {
        // Nothing is ever unprocessed: a mute is asked when somebody looks. The parameter is taken for the tools that
        // send it.
        return new Query(
                filter(given),
                receiver(given),
                flag(given, "active"),
                flag(given, "silenced"),
                flag(given, "inhibited"));
    }

    /** The matchers of {@code filter}, which may stand there several times. */
    static List<Matcher> filter(MultivaluedMap<String, String> given) throws Refusal {
        List<Matcher> all = new ArrayList<>();
        for (String text : given.getOrDefault("filter", List.of())) {
            all.add(matcher(text));
        }
        return all;
    }

    /**
     * Whether {@code labels} of an alert pass {@code filter}: as in Alertmanager one for the empty value asks whether there is any at
     * all.
     */
    static boolean pass(List<Matcher> filter, Map<String, String> labels) {
        return filter.stream().allMatch(matcher -> {
            boolean there = labels.containsKey(matcher.name());
            boolean negative = matcher.op() == Matcher.Op.NOT_EQUAL || matcher.op() == Matcher.Op.NOT_MATCHES;
            boolean known = matcher.value().isEmpty() && there == negative;
            return known || matcher.matches(labels.getOrDefault(matcher.name(), ""));
        });
    }

    private static Matcher matcher(String text) throws Refusal {
        try {
            return Matchers.one(text);
        } catch (IllegalArgumentException bad) {
            throw Refusal.said(400, String.valueOf(bad.getMessage()));
        }
    }

    private static Optional<Pattern> receiver(MultivaluedMap<String, String> given) throws Refusal {
        String text = Optional.ofNullable(given.getFirst("receiver")).orElse("");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile("^(?:" + text + ")$"));
        } catch (PatternSyntaxException bad) {
            throw Refusal.said(400, "failed to parse receiver param: " + bad.getMessage());
        }
    }

    private static boolean flag(MultivaluedMap<String, String> given, String name) {
        String text = Optional.ofNullable(given.getFirst(name)).orElse("");
        return text.isEmpty() || YES.contains(text.toLowerCase(java.util.Locale.ROOT));
    }
}
