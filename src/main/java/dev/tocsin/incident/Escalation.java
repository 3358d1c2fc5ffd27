package dev.tocsin.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where an incident is on its policy's ladder. Instants are absolute, so that time spent down counts. */
public sealed interface Escalation {
    /** Nobody is to be woken: there is no policy, or nothing was told yet. */
    record Idle() implements Escalation {}

    /**
     * Waits: {@code next} is the step to be told at {@code due}, counted from 0 over all loops. {@code open} are the pages of
     * the step before that nobody has refused: when all are refused, waiting for an answer is in vain.
     */
    record Climbing(int next, Instant due, Page.Reason why, SortedSet<String> open) implements Escalation {
        public Climbing {
            open = Collections.unmodifiableSortedSet(new TreeSet<>(open));
        }

        Climbing at(Instant when, Page.Reason reason) {
            return new Climbing(next, when, reason, open);
        }
    }

    /** All steps were told. */
    record Exhausted(Instant since) implements Escalation {}

    /** Somebody has it. {@code worst} is the worst severity that fired then: something worse ends the acknowledgement. */
    record Acknowledged(String by, Instant at, Optional<Instant> until, Severity worst, Escalation before)
            implements Escalation {
        Acknowledged on(Escalation ladder) {
            return new Acknowledged(by, at, until, worst, ladder);
        }
    }

    /**
     * This one and {@code other}, which is where another agent has got to with the same incident: the higher step, so that nobody is woken
     * twice, and an acknowledgement before any step. Of two the one that was said last holds, as it does with one agent.
     */
    default Escalation joined(Escalation other) {
        Escalation ladder = ladder().height() >= other.ladder().height() ? ladder() : other.ladder();
        return Stream.of(this, other)
                .flatMap(one -> one instanceof Acknowledged acknowledged ? Stream.of(acknowledged) : Stream.empty())
                .reduce((ours, theirs) -> theirs.at().isAfter(ours.at()) ? theirs : ours)
                .<Escalation>map(acknowledged -> acknowledged.on(ladder))
                .orElse(ladder);
    }

    /** Where the ladder stands, whoever has it. */
    private Escalation ladder() {
        return this instanceof Acknowledged acknowledged ? acknowledged.before() : this;
    }

    /** How far it got. */
    private int height() {
        return switch (this) {
            case Idle idle -> -1;
            case Climbing climbing -> climbing.next();
            case Exhausted exhausted -> Integer.MAX_VALUE - 1;
            case Acknowledged acknowledged -> acknowledged.before().height();
        };
    }

    /** Who has acknowledged, if somebody has. */
    default Optional<String> acknowledgedBy() {
        return this instanceof Acknowledged acknowledged ? Optional.of(acknowledged.by()) : Optional.empty();
    }
}
