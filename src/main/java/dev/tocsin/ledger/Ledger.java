package dev.tocsin.ledger;

import java.time.Instant;

/**
 * Where the state is durable. One loop commits, one turn after the other: {@link #load}, {@link #commit} and {@link #close} are
 * called by one thread at a time, {@link #health} and {@link #tidy} by any. No call blocks for longer than it says here.
 */
public interface Ledger extends AutoCloseable {
    /**
     * All that is needed to go on where the last turn ended. Connects and migrates when that was not done yet, so it comes before
     * the first commit. At most half a minute.
     */
    Snapshot load() throws LedgerGone;

    /**
     * What tells the state that {@link #load} gives from any other: it is another after each turn that changed something. Cheap, and to
     * be asked before a load, so that what comes between is loaded again rather than missed. At most three seconds.
     */
    String version() throws LedgerGone;

    /**
     * Makes all of {@code changes} durable, or nothing, in one transaction. At most one second: past it {@link LedgerGone} is
     * thrown, and the transaction may still succeed. Changes under the id of a turn that was committed before change nothing, so
     * committing the same turn again is always safe; the order of turns is the caller's to keep.
     */
    void commit(Changes changes) throws LedgerGone;

    /** How durable a commit would be now, by what is known; asks nobody and returns at once. */
    Durability health();

    /** Deletes what is older than {@code retention} allows and no longer needed. In small steps, so that commits go between. */
    Tidied tidy(Retention retention, Instant now) throws LedgerGone;

    /** Lets go of files, connections and threads. What was committed stays. */
    @Override
    void close();
}
