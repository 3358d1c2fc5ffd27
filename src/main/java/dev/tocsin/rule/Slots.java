package dev.tocsin.rule;

import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;

/**
 * The times at which a group is due: multiples of its interval, shifted by an offset that hangs on its name, so that not
 * all groups are due at once. A slot is computed, never slept towards, so that nothing drifts.
 *
 * @param interval at least a millisecond
 * @param offset less than the interval
 */
public record Slots(Duration interval, Duration offset) {
    /** Those of {@code group}: the same after every restart. */
    public static Slots of(RuleGroup group) {
        long hash = Long.parseUnsignedLong(
                Labels.of("file", group.file(), "name", group.name()).fingerprint(), 16);
        Duration interval = group.pace().interval();
        return new Slots(interval, Duration.ofMillis(Long.remainderUnsigned(hash, interval.toMillis())));
    }

    /** The last slot that is not after {@code now}. */
    public Instant last(Instant now) {
        long shifted = now.toEpochMilli() - offset.toMillis();
        return slot(shifted - Math.floorMod(shifted, interval.toMillis()));
    }

    /** The first slot after {@code now}. */
    public Instant next(Instant now) {
        return last(now).plus(interval);
    }

    /** How many slots from {@code first} on come before {@code later}, a slot too. */
    public long between(Instant first, Instant later) {
        return Duration.between(first, later).dividedBy(interval);
    }

    private Instant slot(long shifted) {
        return Instant.ofEpochMilli(shifted + offset.toMillis());
    }
}
