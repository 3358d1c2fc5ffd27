package dev.tocsin.notify;

import dev.tocsin.model.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times and numbers as people read them; times say how far they are from UTC. */
final class Moments {
    private static final MathContext DIGITS = new MathContext(4);
    private static final double EXACT = 1e15;
    private static final double SMALL = 1e-6;

    private Moments() {}

    static String at(Instant instant, ZoneId zone) {
        String offset = zone.equals(ZoneOffset.UTC) ? "'UTC'" : "'UTC'xxx";
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss " + offset, Locale.ROOT)
                .withZone(zone)
                .format(instant);
    }

    static String between(Instant from, Instant to) {
        Duration time = Duration.between(from, to).truncatedTo(ChronoUnit.SECONDS);
        return time.isNegative() ? "0s" : Durations.format(time);
    }

    /** Whole numbers as they are, others to four digits. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
        return Math.abs(value) >= SMALL && Math.abs(value) < EXACT ? rounded.toPlainString() : rounded.toString();
    }
}
