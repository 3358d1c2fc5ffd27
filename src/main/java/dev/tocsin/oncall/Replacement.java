package dev.tocsin.oncall;

import java.time.Instant;

/**
 * Somebody is on call from {@code start} until {@code end} (exclusive) in place of whomever {@code schedule} names: PagerDuty's override.
 * Of several at one time the one made last counts. One that ends before it begins is taken back.
 */
public record Replacement(String id, String schedule, String user, Instant start, Instant end, Making making) {
    /** Who made it, and when. */
    public record Making(String by, Instant at) {}

    /** This one, over at {@code now}; one that had not begun is taken back. */
    public Replacement ended(Instant now) {
        return new Replacement(
                id, schedule, user, start.isAfter(now) ? now : start, end.isAfter(now) ? now : end, making);
    }

    /** Of this and {@code other}, which is the same one as another agent knows it, the one that was ended: nothing else changes one. */
    Replacement latest(Replacement other) {
        return other.end.isBefore(end) ? other : this;
    }

    boolean covers(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }
}
