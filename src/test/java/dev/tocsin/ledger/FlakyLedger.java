package dev.tocsin.ledger;

import dev.tocsin.ledger.LedgerGone.Why;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/** A ledger in memory whose database can be gone. It outlives those who open it. */
public final class FlakyLedger implements Ledger {
    /** How it answers. */
    public enum Mood {
        WELL,
        /** Not reached. */
        GONE,
        /** Does what it is asked to, and the answer is lost. */
        MUTE
    }

    private final Set<String> refused = new HashSet<>();
    private final SequencedSet<String> turns = new LinkedHashSet<>();
    private Snapshot state = Snapshot.empty();
    private Mood mood = Mood.WELL;
    private int asked;

    /** Answers like this from now on. */
    public void feel(Mood next) {
        mood = next;
    }

    /** Never takes this turn. */
    public void refuse(String turn) {
        refused.add(turn);
    }

    /** What it holds. */
    public Snapshot state() {
        return state;
    }

    /** The turns that it took, in their order. */
    public Set<String> turns() {
        return turns;
    }

    /** How many commits it was asked for. */
    public int asked() {
        return asked;
    }

    @Override
    public Snapshot load() throws LedgerGone {
        answer();
        return state;
    }

    @Override
    public String version() throws LedgerGone {
        answer();
        return turns.isEmpty() ? "" : turns.getLast();
    }

    @Override
    public void commit(Changes changes) throws LedgerGone {
        asked++;
        if (mood == Mood.GONE) {
            answer();
        }
        if (refused.contains(changes.turn())) {
            throw new LedgerGone(Why.REFUSED, "refused");
        }
        if (turns.add(changes.turn())) {
            state = state.with(changes);
        }
        answer();
    }

    private void answer() throws LedgerGone {
        switch (mood) {
            case WELL -> {}
            case GONE -> throw new LedgerGone(Why.UNREACHABLE, "gone");
            case MUTE -> throw new LedgerGone(Why.TIMEOUT, "no answer");
        }
    }

    @Override
    public Durability health() {
        return new Durability.Durable();
    }

    @Override
    public Tidied tidy(Retention retention, Instant now) {
        return new Tidied(0);
    }

    @Override
    public void close() {
        // It outlives those who open it.
    }
}
