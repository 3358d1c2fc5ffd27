package dev.tocsin.notify;

import dev.tocsin.incident.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One page on its way. {@code attempts} counts those started, the one in flight included; {@code trouble} is what came of the
 * last one that went wrong.
 */
public record Parcel(Page page, int attempts, Transit transit, Optional<Trouble> trouble) {
    private static final String APART = "-apart";

    /**
     * Pages of one incident in the order in which they were written: their ids differ in a number that counts up. What another agent wrote
     * comes where its number is, so that it does not follow the end.
     */
    static final Comparator<Parcel> IN_ORDER = Comparator.comparingInt(
                    (Parcel parcel) -> parcel.place().length())
            .thenComparing(Parcel::place)
            .thenComparing(Parcel::id);

    /** Where it is. */
    public sealed interface Transit {
        /** To be sent at {@code due}, when nothing before it is still owed to the same endpoint. */
        record Waiting(Instant due) implements Transit {}

        /** Waits for the receiver's digest, which is due at {@code due} by the calendar's time. */
        record Held(Instant due) implements Transit {}

        /** A channel has it; past {@code deadline} nobody can say what became of it. */
        record InFlight(Instant deadline) implements Transit {}

        /** Arrived. */
        record Delivered(Instant at, String receipt) implements Transit {}

        /** Will never arrive; {@link Parcel#trouble} says why. */
        record Refused(Instant at) implements Transit {}

        /** Never sent, because the newer page {@code by} says all that it would have said. */
        record Superseded(Instant at, String by) implements Transit {}
    }

    /** What went wrong, and when. */
    public record Trouble(Cause cause, String detail, Instant at) {}

    static Parcel of(Page page, Instant now) {
        return new Parcel(page, 0, new Transit.Waiting(now), Optional.empty());
    }

    static Parcel held(Page page, Instant due) {
        return new Parcel(page, 0, new Transit.Held(due), Optional.empty());
    }

    /** The page's id. */
    public String id() {
        return page.id();
    }

    /** Whether it is on its way. */
    public boolean isOpen() {
        return transit instanceof Transit.Waiting || transit instanceof Transit.InFlight;
    }

    /** What the far end called it, when it has arrived and was given a name there. */
    public Optional<String> receipt() {
        return transit instanceof Transit.Delivered(Instant at, String receipt) && !receipt.isEmpty()
                ? Optional.of(receipt)
                : Optional.empty();
    }

    /** Whether no channel was ever asked to send it. */
    boolean isUntouched() {
        return attempts == 0 && transit instanceof Transit.Waiting;
    }

    private String place() {
        return id().endsWith(APART) ? id().substring(0, id().length() - APART.length()) : id();
    }

    /** The same under an id that no page of this agent has. */
    Parcel apart() {
        return new Parcel(page.under(page.id() + APART), attempts, transit, trouble);
    }

    Parcel sent(Instant deadline) {
        return new Parcel(page, attempts + 1, new Transit.InFlight(deadline), trouble);
    }

    Parcel in(Transit next) {
        return new Parcel(page, attempts, next, trouble);
    }

    Parcel troubled(Transit next, Trouble why) {
        return new Parcel(page, attempts, next, Optional.of(why));
    }
}
