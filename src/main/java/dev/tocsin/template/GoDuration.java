package dev.tocsin.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Durations as Go's time.Duration writes them, and its methods. */
final class GoDuration {
    private static final long SECOND = 1_000_000_000L;

    private GoDuration() {}

    /** {@code 1h30m0s}, {@code 1.5s}, {@code 300ms}, {@code 2µs}, {@code 0s}. */
    static String text(Duration duration) {
        BigDecimal nanos = BigDecimal.valueOf(duration.toNanos());
        String sign = nanos.signum() < 0 ? "-" : "";
        BigDecimal size = nanos.abs();
        if (nanos.signum() == 0) {
            return "0s";
        }
        if (size.longValue() < 1_000) {
            return sign + size.toPlainString() + "ns";
        }
        if (size.longValue() < 1_000_000) {
            return sign + scaled(size, 3) + "µs";
        }
        return sign + (size.longValue() < SECOND ? scaled(size, 6) + "ms" : clock(size.longValue()));
    }

    private static String clock(long nanos) {
        long seconds = nanos / SECOND;
        long minutes = seconds / 60;
        String rest = scaled(BigDecimal.valueOf(nanos - minutes * 60 * SECOND), 9) + "s";
        if (minutes == 0) {
            return rest;
        }
        return (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + rest;
    }

    private static String scaled(BigDecimal nanos, int digits) {
        BigDecimal value = nanos.movePointLeft(digits).stripTrailingZeros();
        return value.toPlainString();
    }

    /** A method of time.Duration. Throws {@link TemplateError} for another name. */
    static Object method(Duration duration, String name, List<Object> arguments) {
        Args args = Args.of(name, arguments);
        return switch (name) {
            case "Hours" -> duration.toNanos() / 3600e9;
            case "Minutes" -> duration.toNanos() / 60e9;
            case "Seconds" -> duration.toNanos() / 1e9;
            case "Milliseconds" -> duration.toNanos() / 1_000_000;
            case "Microseconds" -> duration.toNanos() / 1_000;
            case "Nanoseconds" -> duration.toNanos();
            case "String" -> text(duration);
            case "Abs" -> duration.abs();
            case "Round" -> round(duration, args.duration(0));
            case "Truncate" -> truncate(duration, args.duration(0));
            default -> throw Member.unknown(duration, name);
        };
    }

    private static Duration truncate(Duration duration, Duration unit) {
        return unit.isNegative() || unit.isZero()
                ? duration
                : Duration.ofNanos(duration.toNanos() - duration.toNanos() % unit.toNanos());
    }

    /** To the nearest multiple of {@code unit}, halves away from zero. */
    private static Duration round(Duration duration, Duration unit) {
        if (unit.isNegative() || unit.isZero()) {
            return duration;
        }
        Duration half = Duration.ofNanos(unit.toNanos() - unit.toNanos() / 2);
        Duration rest = duration.minus(truncate(duration, unit)).abs();
        Duration down = truncate(duration, unit);
        if (rest.compareTo(half) < 0) {
            return down;
        }
        return duration.isNegative() ? down.minus(unit) : down.plus(unit);
    }
}
