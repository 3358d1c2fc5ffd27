package dev.tocsin.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * What time it is. {@link #now} is the wall time at the start plus the monotonic time elapsed since: it never jumps, and
 * it is what every timer, state and sample uses. Safe for any thread.
 */
public interface Clock {
    /** The time that the agent lives by. Never goes back, never jumps. */
    Instant now();

    /** What the machine's calendar says. It may jump; only calendars (mute times, digests, rotas) may ask. */
    Instant wall();

    /** Time since an arbitrary point, for measuring how long something took. */
    Duration elapsed();
}
