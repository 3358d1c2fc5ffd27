package dev.tocsin.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Go's json.Marshal writes them: keys sorted, {@code <}, {@code >} and {@code &} escaped. */
final class GoJson {
    private static final int MAX_DEPTH = 50;

    private GoJson() {}

    /** Throws {@link TemplateError} for what JSON cannot hold. */
    static String text(Object value) {
        return text(Value.of(value), 0);
    }

    private static String text(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new TemplateError("json: nested more than " + MAX_DEPTH + " deep");
        }
        return switch (value) {
            case Nil nil -> "null";
            case Boolean flag -> flag.toString();
            case Long whole -> whole.toString();
            case Double number -> number(number);
            case Duration duration -> String.valueOf(duration.toNanos());
            case ZonedDateTime time -> quote(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
            case Pairs.Pair pair ->
                "{\"Name\":" + quote(pair.name()) + ",\"Value\":" + text(pair.value(), depth + 1) + "}";
            case List<?> list ->
                list.stream().map(item -> text(Value.of(item), depth + 1)).collect(Collectors.joining(",", "[", "]"));
            case Map<?, ?> map ->
                Value.sorted(map).entrySet().stream()
                        .map(entry -> quote(entry.getKey()) + ":" + text(entry.getValue(), depth + 1))
                        .collect(Collectors.joining(",", "{", "}"));
            case Attributes attributes -> throw new TemplateError("json: unsupported type");
            default -> quote(value.toString());
        };
    }

    private static String number(double number) {
        if (!Double.isFinite(number)) {
            throw new TemplateError("json: unsupported value: " + GoFloat.shortest(number));
        }
        double size = Math.abs(number);
        boolean plain = size == 0 || size >= 1e-6 && size < 1e21;
        // Go drops the leading zero of a negative exponent here, and only here.
        return plain
                ? GoFloat.format(number, 'f', -1)
                : GoFloat.format(number, 'e', -1).replaceFirst("e-0", "e-");
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> quoted.append(String.format("\\u%04x", (int) c));
                default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
