package dev.tocsin.template;

import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What values are to a template. They are plain Java objects of few kinds: {@code String}, {@code Long}, {@code Double},
 * {@code Boolean}, {@code ZonedDateTime}, {@code Duration}, {@code List}, {@code Map}, {@link Attributes}, {@link Nil}.
 */
final class Value {
    private Value() {}

    /** Any object that a caller may hand over, as one of the kinds above. */
    static Object of(@Nullable Object raw) {
        return switch (raw) {
            case null -> Nil.NIL;
            case Optional<?> optional -> of(optional.orElse(null));
            case Integer whole -> whole.longValue();
            case Float number -> number.doubleValue();
            case Instant instant -> instant.atZone(ZoneOffset.UTC);
            case Labels labels -> labels.toMap();
            case Enum<?> constant when constant != Nil.NIL -> constant.name();
            default -> raw;
        };
    }

    /** Go's truth: false for false, zero, nil and whatever is empty. */
    static boolean isTrue(Object value) {
        return switch (value) {
            case Nil nil -> false;
            case Boolean flag -> flag;
            case Long whole -> whole != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case SafeHtml html -> !html.text().isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case Duration duration -> !duration.isZero();
            default -> true;
        };
    }

    /** The Go type, for messages and {@code %T}. */
    static String type(Object value) {
        return switch (value) {
            case Nil nil -> "<nil>";
            case Boolean flag -> "bool";
            case Long whole -> "int";
            case Double number -> "float64";
            case String text -> "string";
            case SafeHtml html -> "template.HTML";
            case ZonedDateTime time -> "time.Time";
            case Duration duration -> "time.Duration";
            case List<?> list -> isAllText(list) ? "[]string" : "[]interface {}";
            case Map<?, ?> map -> isAllText(map.values()) ? "map[string]string" : "map[string]interface {}";
            default -> "struct";
        };
    }

    /** Go's value for a key that is not there: empty for maps of text (an empty map counts), else nothing. */
    static Object missing(Map<?, ?> map) {
        return isAllText(map.values()) ? "" : Nil.NIL;
    }

    /** In the order that Go ranges over and prints a map: by key. */
    static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), of(value)));
        return sorted;
    }

    private static boolean isAllText(Iterable<?> values) {
        for (Object value : values) {
            if (!(value instanceof String)) {
                return false;
            }
        }
        return true;
    }
}
