package dev.tocsin.ledger.spool;

import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.Snapshot;
import java.util.List;
import java.util.Optional;

/** What this agent is from now on among those on its ledger. */
public sealed interface Kept {
    /** It decides, as before. {@code handovers} are to be joined. */
    record Deciding(List<Handover> handovers) implements Kept {
        public Deciding {
            handovers = List.copyOf(handovers);
        }
    }

    /** It has taken over from another, which left {@code found}; {@code handovers} are to be joined to that. */
    record TakenOver(Snapshot found, List<Handover> handovers) implements Kept {
        public TakenOver {
            handovers = List.copyOf(handovers);
        }
    }

    /** It watches and decides nothing. {@code seen} is what the holder has committed, when it was looked at. */
    record StandingBy(Optional<Snapshot> seen) implements Kept {}

    /** It decides on its own, from what it saw and knows: the database is gone, and perhaps the holder too. */
    record Apart() implements Kept {}
}
