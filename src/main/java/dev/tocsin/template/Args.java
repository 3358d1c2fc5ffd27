package dev.tocsin.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/** The arguments of one call, asked for by kind. Throws {@link TemplateError} for another kind than asked. */
record Args(String function, List<Object> values) {
    static Args of(String function, List<Object> values) {
        return new Args(function, values);
    }

    int size() {
        return values.size();
    }

    Object get(int at) {
        if (at >= values.size()) {
            throw new TemplateError("wrong number of args for " + function + ": got " + values.size());
        }
        return values.get(at);
    }

    String text(int at) {
        return switch (get(at)) {
            case String text -> text;
            case SafeHtml html -> html.text();
            default -> throw wrong(at, "a string");
        };
    }

    long whole(int at) {
        if (get(at) instanceof Long whole) {
            return whole;
        }
        throw wrong(at, "an int");
    }

    /** A number, or a text or duration that stands for one (in seconds), as Prometheus' functions take them. */
    double number(int at) {
        return switch (get(at)) {
            case Double number -> number;
            case Long whole -> whole.doubleValue();
            case String text -> parse(text);
            case Duration duration -> duration.toNanos() / 1e9;
            default -> throw new TemplateError("can't convert " + Value.type(get(at)) + " to float");
        };
    }

    List<?> list(int at) {
        if (get(at) instanceof List<?> list) {
            return list;
        }
        throw wrong(at, "a list");
    }

    Map<?, ?> map(int at) {
        if (get(at) instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(at, "a map");
    }

    ZonedDateTime time(int at) {
        if (get(at) instanceof ZonedDateTime time) {
            return time;
        }
        throw wrong(at, "a time");
    }

    Duration duration(int at) {
        return switch (get(at)) {
            case Duration duration -> duration;
            case Long nanos -> Duration.ofNanos(nanos);
            default -> throw wrong(at, "a duration");
        };
    }

    private TemplateError wrong(int at, String wanted) {
        return new TemplateError("wrong type of argument " + (at + 1) + " for " + function + ": expected " + wanted
                + ", got " + Value.type(get(at)));
    }

    private static double parse(String text) {
        try {
            return GoFloat.parse(text);
        } catch (NumberFormatException wrong) {
            throw new TemplateError("strconv.ParseFloat: parsing " + GoQuote.quote(text) + ": invalid syntax");
        }
    }
}
