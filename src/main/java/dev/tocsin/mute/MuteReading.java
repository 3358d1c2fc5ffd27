package dev.tocsin.mute;

import dev.tocsin.calendar.NamedIntervals;
import dev.tocsin.config.Fields;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads {@code time_intervals:} and {@code inhibit_rules:} at the top of the file, with Alertmanager's keys. */
public final class MuteReading {
    private MuteReading() {}

    /** Everything that mutes and stands in the configuration; silences do not. */
    public static Mutes read(Fields in) {
        Map<String, Predicate<Instant>> intervals = new HashMap<>();
        intervals(in, "time_intervals", intervals);
        intervals(in, "mute_time_intervals", intervals);
        return new Mutes(new TreeMap<>(), in.list("inhibit_rules", MuteReading::inhibition), intervals);
    }

    private static void intervals(Fields in, String key, Map<String, Predicate<Instant>> found) {
        in.list(key, one -> {
            NamedIntervals named = NamedIntervals.read(one);
            if (found.put(named.name(), named::contains) != null) {
                one.fault("name", "there are two time intervals of this name: " + named.name());
            }
            return named;
        });
    }

    private static Inhibition inhibition(Fields in) {
        in.optionalText("name");
        return new Inhibition(matchers(in, "source"), matchers(in, "target"), in.texts("equal"));
    }

    private static List<Matcher> matchers(Fields in, String side) {
        List<Matcher> found = new ArrayList<>();
        if (in.isText(side + "_matchers")) {
            found.addAll(in.parsed(side + "_matchers", Matchers::parse, List.of()));
        } else {
            in.parsedList(side + "_matchers", Matchers::parse).forEach(found::addAll);
        }
        in.textMap(side + "_match").forEach((name, value) -> found.add(Matcher.equal(name, value)));
        in.textMap(side + "_match_re").forEach((name, value) -> {
            try {
                found.add(Matcher.of(name, Matcher.Op.MATCHES, value));
            } catch (IllegalArgumentException bad) {
                in.fault(side + "_match_re", name + ": " + bad.getMessage());
            }
        });
        if (found.isEmpty()) {
            in.warn(side + "_matchers", "has no matcher, and so matches every alert");
        }
        return found;
    }
}
