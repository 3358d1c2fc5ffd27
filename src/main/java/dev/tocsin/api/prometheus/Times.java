package dev.tocsin.api.prometheus;

import dev.tocsin.model.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times, durations and limits as the parameters of Prometheus' API write them. Times are epoch milliseconds. */
record Times(Parameters parameters) {
    /** Before everything. */
    static final long MIN = -9_223_372_036_854_775L;

    /** After everything. */
    static final long MAX = 9_223_372_036_854_775L;

    private static final String MIN_TEXT = "-292273086-05-16T16:47:06Z";
    private static final String MAX_TEXT = "292277025-08-18T07:12:54.999999999Z";
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final double MILLIS = 1000;
    private static final double NANOS = 1e9;

    /** The time that must be given. */
    long required(String name) throws Refusal {
        return time(name, parameters.text(name), "");
    }

    /** The time {@code name}, or {@code fallback} where there is none. */
    long optional(String name, long fallback) throws Refusal {
        Optional<String> given = parameters.first(name);
        return given.isPresent() ? time(name, given.get(), "Invalid time value for '" + name + "': ") : fallback;
    }

    private static long time(String name, String text, String before) throws Refusal {
        if (NUMBER.matcher(text).matches()) {
            double seconds = Double.parseDouble(text);
            if (Math.abs(seconds) * MILLIS <= MAX) {
                long whole = (long) seconds;
                return whole * (long) MILLIS + Math.round((seconds - whole) * MILLIS);
            }
        }
        try {
            return switch (text) {
                case MIN_TEXT -> MIN;
                case MAX_TEXT -> MAX;
                default -> OffsetDateTime.parse(text).toInstant().toEpochMilli();
            };
        } catch (DateTimeException | ArithmeticException noTime) {
            throw Refusal.parameter(name, before + "cannot parse \"" + text + "\" to a valid timestamp");
        }
    }

    /** The duration {@code name}, which must be given; it may be negative. */
    Duration duration(String name) throws Refusal {
        String text = parameters.text(name);
        Optional<String> fault = fault(text);
        if (fault.isPresent()) {
            throw Refusal.parameter(name, fault.get());
        }
        return parsed(text);
    }

    /** The lookback that is asked for, if any. */
    Optional<Duration> lookback() throws Refusal {
        String text = parameters.text("lookback_delta");
        Optional<String> fault = text.isEmpty() ? Optional.empty() : fault(text);
        if (fault.isPresent()) {
            throw Refusal.badData("error parsing lookback delta duration: " + fault.get());
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(parsed(text)).filter(Duration::isPositive);
    }

    private static Optional<String> fault(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Math.abs(Double.parseDouble(text) * NANOS) > Long.MAX_VALUE
                    ? Optional.of("cannot parse \"" + text + "\" to a valid duration. It overflows int64")
                    : Optional.empty();
        }
        return Durations.tryParse(text).isPresent()
                ? Optional.empty()
                : Optional.of("cannot parse \"" + text + "\" to a valid duration");
    }

    private static Duration parsed(String text) {
        return NUMBER.matcher(text).matches()
                ? Duration.ofNanos((long) (Double.parseDouble(text) * NANOS))
                : Durations.parse(text);
    }

    /** The limit {@code name}; 0 for none. */
    int limit(String name) throws Refusal {
        String text = parameters.text(name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit < 0) {
                throw Refusal.parameter(name, name + " must be non-negative");
            }
            return limit;
        } catch (NumberFormatException noNumber) {
            throw Refusal.parameter(name, "strconv.Atoi: parsing \"" + text + "\": invalid syntax");
        }
    }
}
