package dev.tocsin.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code .Name}: fields of structs, keys of maps, and the methods that label sets, times and durations have. */
final class Member {
    private Member() {}

    /** What {@code value} has under {@code name}. Throws {@link TemplateError} when it has no such thing. */
    static Object of(Object value, String name, List<Object> arguments) {
        Object found = find(value, name, arguments);
        return Value.of(found);
    }

    private static Object find(Object value, String name, List<Object> arguments) {
        return switch (value) {
            case Attributes attributes ->
                plain(attributes.attribute(name).orElseThrow(() -> unknown(value, name)), name, arguments);
            case Map<?, ?> map -> ofMap(map, name, arguments);
            case ZonedDateTime time -> GoTime.method(time, name, arguments);
            case Duration duration -> GoDuration.method(duration, name, arguments);
            case Nil nil -> nil;
            default -> throw unknown(value, name);
        };
    }

    static TemplateError unknown(Object value, String name) {
        return new TemplateError("can't evaluate field " + name + " in type " + Value.type(value));
    }

    private static Object plain(Object found, String name, List<Object> arguments) {
        if (!arguments.isEmpty()) {
            throw new TemplateError(name + " is not a method but has arguments");
        }
        return found;
    }

    private static Object ofMap(Map<?, ?> map, String name, List<Object> arguments) {
        Object held = map.get(name);
        if (held != null) {
            return plain(held, name, arguments);
        }
        return switch (name) {
            case "SortedPairs" -> plain(Pairs.of(map), name, arguments);
            case "Names" -> plain(Pairs.of(map).names(), name, arguments);
            case "Values" -> plain(Pairs.of(map).values(), name, arguments);
            case "Remove" -> without(map, Args.of("Remove", arguments).list(0));
            default -> plain(Value.missing(map), name, arguments);
        };
    }

    private static Map<String, Object> without(Map<?, ?> map, List<?> names) {
        Map<String, Object> rest = new TreeMap<>(Value.sorted(map));
        names.forEach(name -> rest.remove(String.valueOf(name)));
        return rest;
    }
}
