package dev.tocsin.lab.proof;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** Something that happens in a script besides alarms and faults of far ends. Which incident is meant is seen when the time comes. */
sealed interface Deed {
    /** Somebody takes what they were told of last. */
    record Acknowledge(String by, Optional<Duration> limit) implements Deed {}

    /** Whoever took something last takes it back. */
    record TakeBack() implements Deed {}

    /** Somebody silences what has these labels. */
    record Silencing(String id, SortedMap<String, String> match, Duration lasting) implements Deed {}

    /** The silence is ended before its time. */
    record Expire(String id) implements Deed {}

    /** From now on the setup of this number holds. */
    record Reload(int setup) implements Deed {}

    /** The wall clock is put forward, or back. */
    record Jump(Duration by) implements Deed {}

    /** The agent's process dies, and is started again later. */
    record Kill(int agent, Duration down) implements Deed {}

    /** The agent's process stands still for a while. */
    record Pause(int agent, Duration lasting) implements Deed {}

    /** The agent cannot reach the database for a while. */
    record Cut(int agent, Duration lasting) implements Deed {}

    /** Somebody deploys a commit, a bad one or a good one. */
    record Deploy(boolean bad) implements Deed {}
}
