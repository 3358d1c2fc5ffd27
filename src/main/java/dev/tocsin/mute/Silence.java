package dev.tocsin.mute;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.time.Instant;
import java.util.List;

/** Somebody's wish not to be told of some alerts from {@code starts} until {@code ends} (exclusive). */
public record Silence(String id, List<Matcher> matchers, Instant starts, Instant ends, Authorship authorship) {
    public Silence {
        matchers = List.copyOf(matchers);
    }

    /** Who made it and why. */
    public record Authorship(String createdBy, String comment, Instant updated) {}

    /** Whether {@code matchers} ask for no label at all: such a silence would be one of everything. */
    public static boolean isBlanket(List<Matcher> matchers) {
        return matchers.stream().allMatch(one -> one.matches(""));
    }

    /** This one, over at {@code now}; one that had not begun begins and ends then. */
    public Silence ended(Instant now) {
        return new Silence(id, matchers, starts.isAfter(now) ? now : starts, now, authorship);
    }

    /** Whether {@code labels} are silenced at {@code now}. */
    public boolean mutes(Labels labels, Instant now) {
        return !now.isBefore(starts) && now.isBefore(ends) && Matcher.allMatch(matchers, labels);
    }
}
