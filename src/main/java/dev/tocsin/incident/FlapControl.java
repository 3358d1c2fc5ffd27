package dev.tocsin.incident;

import dev.tocsin.config.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * When a group flaps: people were told {@code starts} times within {@code within} that it has begun. What begins once more is told when it
 * has lasted for {@code delay}, unless it is worse than all that before; what is over sooner was told often enough. The first page, and
 * the end of what was told, are never delayed.
 */
public record FlapControl(int starts, Duration within, Duration delay) {
    /** Nothing counts as flapping. */
    public static final FlapControl NONE = new FlapControl(0, Duration.ZERO, Duration.ZERO);

    /** What counts when the configuration does not say. */
    public static final FlapControl USUAL = new FlapControl(4, Duration.ofHours(1), Duration.ofMinutes(5));

    private static final int MOST_STARTS = 100;

    /** Reads {@code starts} (0: nothing flaps), {@code within} and {@code delay}. */
    public static FlapControl read(Fields in) {
        long starts = in.whole("starts", USUAL.starts());
        if (starts < 0 || starts > MOST_STARTS) {
            in.fault("starts", "must be between 0 (off) and " + MOST_STARTS);
        }
        Duration within = in.duration("within", USUAL.within());
        Duration delay = in.duration("delay", USUAL.delay());
        if (!within.isPositive()) {
            in.fault("within", "must be positive");
        }
        if (delay.compareTo(within) > 0) {
            in.fault("delay", "must not be longer than within: nobody would be told of anything else meanwhile");
        }
        return new FlapControl((int) Math.clamp(starts, 0, MOST_STARTS), within, delay);
    }

    /** Those of {@code episodes} that still count at {@code now}, in order. */
    List<Episode> recent(List<Episode> episodes, Instant now) {
        return episodes.stream()
                .filter(one -> one.told().plus(within).isAfter(now))
                .sorted(Comparator.comparing(Episode::told))
                .toList();
    }

    /** How long a group with these {@code earlier} incidents is waited with before people are told, {@code usual} being its route's. */
    Duration wait(List<Episode> earlier, Duration usual) {
        return isFlapping(earlier) && delay.compareTo(usual) > 0 ? delay : usual;
    }

    /** Whether a group with these {@code earlier} incidents, those that count, flaps. */
    boolean isFlapping(List<Episode> earlier) {
        return starts > 0 && earlier.size() >= starts;
    }
}
