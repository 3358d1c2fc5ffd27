package dev.tocsin.ledger;

import java.time.Duration;
import java.util.List;

/**
 * Which of several agents on one database decides. Whoever takes it gets a token that is higher than all before; a commit under a
 * lower one is {@link LedgerGone.Why#FENCED fenced}, whatever its agent believes. How long it lasts is measured by the database's clock
 * alone. {@link #isHeld} is for any thread, the rest for one at a time; each call takes three seconds at most, but the first, which
 * migrates.
 */
public interface Lease extends AutoCloseable {
    /** How long it lasts without being renewed. */
    Duration LASTING = Duration.ofSeconds(10);

    /** Who has it. */
    sealed interface Hold {
        /** This agent; {@code anew} when it had it not, or had lost it, when it asked last. */
        record Ours(boolean anew) implements Hold {}

        /** Another: {@code who} is for people. */
        record Theirs(String who) implements Hold {}
    }

    /** Renews it, or takes it when nobody has it. */
    Hold hold() throws LedgerGone;

    /** Whether nobody else can have it, by this machine's own monotonic clock and without asking anybody. */
    boolean isHeld();

    /** Leaves what was decided without the lease to whoever has it. The same turns again change nothing. */
    void handOver(Changes turns) throws LedgerGone;

    /** What was handed over and this call has not given since the lease was taken, oldest first. */
    List<Handover> handedOver() throws LedgerGone;

    /** Gives it back, so that another may take it at once. */
    @Override
    void close();
}
