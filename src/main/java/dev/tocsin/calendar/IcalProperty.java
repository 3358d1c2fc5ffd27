package dev.tocsin.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One property of a calendar: {@code DTSTART;TZID=Europe/Berlin:20261102T090000}. Names are in upper case. */
record IcalProperty(String name, Map<String, String> parameters, String value) {
    IcalProperty {
        parameters = Map.copyOf(parameters);
    }

    /** Those of {@code text}; what is no property is left out. A line that begins with white space goes on with the one before. */
    static List<IcalProperty> read(String text) {
        return text.replace("\uFEFF", "")
                .replaceAll("\r?\n[ \t]", "")
                .lines()
                .filter(line -> !line.isBlank())
                .flatMap(line -> parse(line).stream())
                .toList();
    }

    private static Optional<IcalProperty> parse(String line) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            quoted ^= c == '"';
            if (!quoted && (c == ';' || c == ':')) {
                parts.add(line.substring(from, at));
                from = at + 1;
                if (c == ':') {
                    return Optional.of(of(parts, line.substring(from)));
                }
            }
        }
        return Optional.empty();
    }

    private static IcalProperty of(List<String> parts, String value) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals).toUpperCase(Locale.ROOT),
                        part.substring(equals + 1).replace("\"", ""));
            }
        }
        return new IcalProperty(parts.getFirst().strip().toUpperCase(Locale.ROOT), parameters, value.strip());
    }

    /** The first of that name in {@code block}. */
    static Optional<IcalProperty> find(List<IcalProperty> block, String name) {
        return block.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Its value. */
    static Optional<String> value(List<IcalProperty> block, String name) {
        return find(block, name).map(IcalProperty::value);
    }

    /** Whether it begins or ends a component: {@code BEGIN:VEVENT}. */
    boolean isMark(String begin, String component) {
        return name.equals(begin) && value.equalsIgnoreCase(component);
    }

    /** The same with another value. */
    IcalProperty with(String other) {
        return new IcalProperty(name, parameters, other);
    }
}
