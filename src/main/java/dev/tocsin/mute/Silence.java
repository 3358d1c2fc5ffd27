package dev.tocsin.mute;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Somebody's wish not to be told of some alerts from {@code starts} until {@code ends} (exclusive). */
public record Silence(String id, List<Matcher> matchers, Instant starts, Instant ends, Authorship authorship) {
    public Silence {
        matchers = List.copyOf(matchers);
    }

    /** Where it is in its life; Alertmanager's words. Those that are at work come first. */
    public enum Stage {
        ACTIVE,
        PENDING,
        EXPIRED
    }

    /** Who made it and why. */
    public record Authorship(String createdBy, String comment, Instant updated) {}

    /**
     * Whether {@code matchers} ask for no label at all: such a silence would be one of everything. As in Alertmanager, one that excepts
     * something ({@code alertname!="Watchdog"}) does ask.
     */
    public static boolean isBlanket(List<Matcher> matchers) {
        return matchers.stream().allMatch(one -> switch (one.op()) {
            case EQUAL, MATCHES -> one.matches("");
            case NOT_EQUAL, NOT_MATCHES -> false;
        });
    }

    /** This one, over at {@code now}; one that had not begun begins and ends then. */
    public Silence ended(Instant now) {
        Authorship ending = new Authorship(authorship.createdBy, authorship.comment, now);
        return new Silence(id, matchers, starts.isAfter(now) ? now : starts, now, ending);
    }

    /**
     * Of this and {@code other}, which is the same one as another agent knows it, the one changed last; Alertmanager's peers do so too.
     * When both are as new, the one that mutes for less long.
     */
    Silence latest(Silence other) {
        return Comparator.comparing((Silence one) -> one.authorship.updated)
                                .thenComparing(Silence::ends, Comparator.reverseOrder())
                                .compare(this, other)
                        >= 0
                ? this
                : other;
    }

    /** Where it is at {@code now}. */
    public Stage stage(Instant now) {
        if (!now.isBefore(ends)) {
            return Stage.EXPIRED;
        }
        return now.isBefore(starts) ? Stage.PENDING : Stage.ACTIVE;
    }

    /**
     * Whether this may become {@code next} and still be the same, as Alertmanager has it: not when it asks for other labels, is over, or
     * has begun at another time.
     */
    public boolean mayBecome(Silence next, Instant now) {
        boolean alike = Set.copyOf(matchers).equals(Set.copyOf(next.matchers));
        return alike
                && switch (stage(now)) {
                    case ACTIVE -> millis(next.starts).equals(millis(starts)) && !next.ends.isBefore(now);
                    case PENDING -> !next.starts.isBefore(now);
                    case EXPIRED -> false;
                };
    }

    /** What the API shows of a time. */
    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether {@code labels} are silenced at {@code now}. */
    public boolean mutes(Labels labels, Instant now) {
        return !now.isBefore(starts) && now.isBefore(ends) && Matcher.allMatch(matchers, labels);
    }
}
