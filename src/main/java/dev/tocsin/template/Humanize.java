package dev.tocsin.template;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Prometheus' functions that turn numbers into something that people read. */
final class Humanize {
    private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
    private static final List<String> LARGE_BINARY = List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");
    private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");

    private Humanize() {}

    /** With metric prefixes: {@code 1234567} is {@code 1.235M}. */
    static String number(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return four(value);
        }
        return Math.abs(value) >= 1 ? shrink(value, 1000, LARGE) : grow(value);
    }

    /** With binary prefixes: {@code 1048576} is {@code 1Mi}. */
    static String number1024(double value) {
        return Math.abs(value) <= 1 || !Double.isFinite(value) ? four(value) : shrink(value, 1024, LARGE_BINARY);
    }

    /** Seconds as {@code 1d 3h 2m 1s}, {@code 1.235s} or {@code 1ms}. */
    static String duration(double value) {
        if (!Double.isFinite(value)) {
            return four(value);
        }
        if (value == 0) {
            return four(value) + "s";
        }
        return Math.abs(value) >= 1 ? (value < 0 ? "-" : "") + longDuration(Math.abs(value)) : grow(value) + "s";
    }

    private static String longDuration(double value) {
        long whole = (long) value;
        long days = whole / 86_400;
        long hours = whole / 3_600 % 24;
        long minutes = whole / 60 % 60;
        long seconds = whole % 60;
        if (days != 0) {
            return days + "d " + hours + "h " + minutes + "m " + seconds + "s";
        }
        if (hours != 0) {
            return hours + "h " + minutes + "m " + seconds + "s";
        }
        return minutes != 0 ? minutes + "m " + seconds + "s" : four(value) + "s";
    }

    /** A ratio as {@code 12.35%}. */
    static String percentage(double value) {
        return four(value * 100) + "%";
    }

    /** Unix seconds as a time of Go's. */
    static String timestamp(double value) {
        return Double.isFinite(value) ? GoTime.text(time(value)) : four(value);
    }

    /** Unix seconds as a time, to the millisecond. Throws {@link TemplateError} outside of what Go's 64 bits hold. */
    static ZonedDateTime time(double seconds) {
        if (!Double.isFinite(seconds)) {
            throw new TemplateError("value is NaN or Inf");
        }
        double nanos = seconds * 1e9;
        if (nanos > Long.MAX_VALUE || nanos < Long.MIN_VALUE) {
            throw new TemplateError(GoFloat.shortest(seconds)
                    + " cannot be represented as a nanoseconds timestamp since it overflows int64");
        }
        return Instant.ofEpochMilli((long) nanos / 1_000_000).atZone(ZoneOffset.UTC);
    }

    private static String shrink(double value, int base, List<String> prefixes) {
        double rest = value;
        String prefix = "";
        for (int at = 0; at < prefixes.size() && Math.abs(rest) >= base; at++) {
            prefix = prefixes.get(at);
            rest /= base;
        }
        return four(rest) + prefix;
    }

    private static String grow(double value) {
        double rest = value;
        String prefix = "";
        for (int at = 0; at < SMALL.size() && Math.abs(rest) < 1; at++) {
            prefix = SMALL.get(at);
            rest *= 1000;
        }
        return four(rest) + prefix;
    }

    private static String four(double value) {
        return GoFloat.format(value, 'g', 4);
    }
}
