package dev.tocsin.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Go's fmt writes them with {@code %v}, and Go's print and println. */
final class Printer {
    private static final int MAX_DEPTH = 50;

    private Printer() {}

    /** As an action writes it: nothing at all is {@code <no value>}. */
    static String text(Object value) {
        return value == Nil.NIL ? value.toString() : plain(value);
    }

    /** As {@code %v} writes it: nothing at all is {@code <nil>}. */
    static String plain(Object value) {
        return plain(Value.of(value), 0);
    }

    private static String plain(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new TemplateError("a value is nested more than " + MAX_DEPTH + " deep");
        }
        return switch (value) {
            case Nil nil -> "<nil>";
            case Double number -> GoFloat.shortest(number);
            case ZonedDateTime time -> GoTime.text(time);
            case Duration duration -> GoDuration.text(duration);
            case Attributes attributes -> attributes.toString();
            case List<?> list ->
                list.stream().map(item -> plain(Value.of(item), depth + 1)).collect(Collectors.joining(" ", "[", "]"));
            case Map<?, ?> map ->
                Value.sorted(map).entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + plain(entry.getValue(), depth + 1))
                        .collect(Collectors.joining(" ", "map[", "]"));
            default -> value.toString();
        };
    }

    /** Go's Sprint: a space between two operands when neither is a text. */
    static String print(List<Object> values) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < values.size(); at++) {
            boolean space = at > 0 && !(values.get(at) instanceof String) && !(values.get(at - 1) instanceof String);
            text.append(space ? " " : "").append(plain(values.get(at)));
        }
        return text.toString();
    }

    /** Go's Sprintln: spaces between, a line break behind. */
    static String println(List<Object> values) {
        return values.stream().map(Printer::plain).collect(Collectors.joining(" ", "", "\n"));
    }
}
