package dev.tocsin.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before the next attempt: 1 s, 2 s, 4 s, ... up to 5 min, of which up to a half is taken off at random. Chance
 * is drawn from the page's id and the attempt, so that the outbox stays a pure function and a replay waits as long.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** A far end that asks for more than this would make us forget the page. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private static final int STEPS = 9;

    private Backoff() {}

    /** After attempt {@code attempt} (from 1) of {@code page} went wrong; never sooner than {@code asked} says. */
    static Duration after(String page, int attempt, Optional<Duration> asked) {
        double chance = chance(page, attempt);
        if (asked.isPresent()) {
            Duration least = min(max(asked.get(), FIRST), LONGEST_ASKED);
            return least.plus(scaled(min(least, LONGEST), 0.1 * chance));
        }
        Duration full = min(FIRST.multipliedBy(1L << Math.clamp(attempt - 1L, 0, STEPS)), LONGEST);
        return scaled(full, 1 - chance / 2);
    }

    /** From 0 (inclusive) to 1 (exclusive); the finalizer of SplitMix64 spreads what String's hash leaves close together. */
    private static double chance(String page, int attempt) {
        long mixed = (page + '#' + attempt).hashCode() * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }

    private static Duration scaled(Duration full, double factor) {
        return Duration.ofMillis((long) (full.toMillis() * factor));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
