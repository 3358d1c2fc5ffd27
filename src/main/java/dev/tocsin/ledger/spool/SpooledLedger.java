package dev.tocsin.ledger.spool;

import dev.tocsin.clock.Clock;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.Lane;
import dev.tocsin.ledger.Lanes;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Poison;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.Tidied;
import dev.tocsin.ledger.spool.Spooled.Knowledge;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that takes turns also while its database is gone. A turn that the database does not take goes to a local file, and so do
 * all after it, so that their order stays; {@link #catchUp} replays them when the database is back. A turn that it had taken
 * after all is not taken again. When the file cannot be written either, turns are folded into one in memory, which the next store
 * that can be written gets.
 *
 * <p>{@link #commit} waits for the database once; from then on until it is back it asks only the file. It fails only when
 * nothing durable took the turn, and even then the turn is not forgotten: the caller goes on.
 */
public final class SpooledLedger implements Ledger {
    private static final Logger LOG = Logger.getLogger(SpooledLedger.class);
    private static final Duration REPLAY_AT_START = Duration.ofSeconds(5);

    private final Ledger database;
    private final Backlog backlog;
    private final Clock clock;

    /** Held for moments only: whoever has it waits for the database or the file, a second each at most. */
    private final ReentrantLock turn = new ReentrantLock();

    private final ReentrantLock replaying = new ReentrantLock();

    /** Written under {@code turn}. */
    private volatile Durability health;

    /** Turns that nothing durable took, as one. Under {@code turn}. */
    private @Nullable Changes unsaved;

    /** Why the database is gone, while there is no spool either. */
    private String lost = "";

    /** How many turns wait in the file. Written under {@code turn}. */
    private final AtomicLong spooled = new AtomicLong();

    private final ConcurrentLinkedQueue<Poison> poison = new ConcurrentLinkedQueue<>();
    private final AtomicLong poisoned = new AtomicLong();

    /** Whether the database's state was read since the start. */
    private volatile boolean isLoaded;

    /** What fired in the database when it was read first. Of who replays. */
    private volatile Unseen unseen = new Unseen(Snapshot.empty());

    /** Whether this run began without the database, and nothing in the spool says what was in it. */
    private volatile boolean isBlind;

    /** What an earlier run left in the spool and {@link #open} gave to the caller though the database was gone. */
    private volatile List<Spooled> given = List.of();

    /** Whether turns wait in the spool that must not be replayed, since another agent may have decided meanwhile. */
    private volatile boolean isApart;

    /** The state before the turn that is committed, as one turn would write it. */
    private volatile Supplier<Changes> whole = () -> Changes.none("", Instant.EPOCH);

    /** {@code database} is closed with this one. {@code spool} is a file on a local disk; it is opened when it is needed. */
    public SpooledLedger(Ledger database, Path spool, Clock clock) {
        this(database, spool, clock, Lanes.THREADS);
    }

    /** As the other; the file is written on a lane of {@code lanes}. */
    public SpooledLedger(Ledger database, Path spool, Clock clock, Lanes lanes) {
        this.database = database;
        this.backlog = new Backlog(spool, lanes);
        this.clock = clock;
        this.health = new Durability.Gone(clock.now(), "not opened yet");
    }

    /**
     * The state of the database with the turns that an earlier run left in the spool. When the database is gone, of the spool alone:
     * then {@link #health} says so, and {@link #catchUp} brings the rest when it is back. Throws only when another agent has the
     * ledger.
     */
    public Snapshot open() throws LedgerHeld {
        claim();
        try {
            return load();
        } catch (LedgerGone gone) {
            refuseIfHeld(gone);
            List<Spooled> waiting = leftOver();
            given = waiting;
            isBlind = waiting.isEmpty() || waiting.getFirst().knowledge() != Knowledge.WHOLE;
            spooled.set(waiting.size());
            become(new Durability.Spooling(clock.now(), waiting.size(), String.valueOf(gone.getMessage())));
            return folded(Snapshot.empty(), waiting);
        }
    }

    /** Opens the spool. Throws when another agent has it. */
    void claim() throws LedgerHeld {
        try {
            backlog.claim();
        } catch (LedgerGone gone) {
            refuseIfHeld(gone);
            LOG.warnf("no spool: %s", gone.getMessage());
        }
    }

    /**
     * {@code state} tells the state before the turn that is being committed, as one turn would write it. It stands in the spool before the
     * first turn of each outage, so that a start without the database does not know the half of it.
     */
    public void whole(Supplier<Changes> state) {
        whole = state;
    }

    /** From now on every turn is {@link Why#FENCED}: another agent decides. */
    void standBy(String why) {
        turn.lock();
        try {
            Instant since = health instanceof Durability.StandingBy already ? already.since() : clock.now();
            become(new Durability.StandingBy(since, why));
        } finally {
            turn.unlock();
        }
    }

    /** From now on turns go to the spool, and are not replayed: nobody can tell who decides. */
    void goApart(String cause) {
        turn.lock();
        try {
            isApart = true;
            become(new Durability.Spooling(clock.now(), spooled.get(), cause));
        } finally {
            turn.unlock();
        }
    }

    /** From now on turns go to the database; gives the state that it has. */
    Snapshot lead() throws LedgerGone {
        Snapshot snapshot = database.load();
        turn.lock();
        try {
            isLoaded = true;
            isBlind = false;
            isApart = false;
            become(new Durability.Durable());
        } finally {
            turn.unlock();
        }
        return reported(snapshot);
    }

    /** The state that the database has; nothing else changes. */
    Snapshot look() throws LedgerGone {
        return reported(database.load());
    }

    /** All turns that no database has taken, as one; only while none are committed. */
    Optional<Changes> waiting() {
        turn.lock();
        try {
            List<Changes> all =
                    new ArrayList<>(leftOver().stream().map(Spooled::changes).toList());
            Optional.ofNullable(unsaved).ifPresent(all::add);
            spooled.set(all.size());
            return all.stream().reduce(Changes::then);
        } finally {
            turn.unlock();
        }
    }

    /** Forgets what {@link #waiting} gave: it is safe elsewhere. */
    void forgetWaiting() {
        turn.lock();
        try {
            unsaved = null;
            spooled.set(0);
            backlog.dropAll();
        } catch (LedgerGone gone) {
            LOG.warnf("what was handed over stays in the spool too: %s", gone.getMessage());
        } finally {
            turn.unlock();
        }
    }

    private Snapshot folded(Snapshot snapshot, List<Spooled> waiting) {
        Unseen among = new Unseen(snapshot);
        Snapshot state = snapshot;
        for (Spooled turn : waiting) {
            state = state.with(among.seenBy(turn));
        }
        return reported(state);
    }

    private Snapshot reported(Snapshot snapshot) {
        return snapshot.withPoison(report(snapshot.poison()));
    }

    private static void refuseIfHeld(LedgerGone gone) throws LedgerHeld {
        if (gone.why() == Why.HELD) {
            throw new LedgerHeld(String.valueOf(gone.getMessage()));
        }
    }

    @Override
    public Snapshot load() throws LedgerGone {
        Snapshot snapshot = database.load();
        isLoaded = true;
        List<Spooled> waiting = leftOver();
        unseen = new Unseen(snapshot);
        if (waiting.isEmpty()) {
            become(new Durability.Durable());
            return snapshot.withPoison(backlog.poison());
        }
        spooled.set(waiting.size());
        become(new Durability.Spooling(clock.now(), waiting.size(), "turns of an earlier run are to be replayed"));
        replay(Optional.of(clock.elapsed().plus(REPLAY_AT_START)));
        return health instanceof Durability.Durable ? reported(database.load()) : folded(snapshot, waiting);
    }

    @Override
    public String version() throws LedgerGone {
        return database.version();
    }

    private List<Spooled> leftOver() {
        try {
            return backlog.all();
        } catch (LedgerGone gone) {
            LOG.warnf("what an earlier run left in the spool cannot be read: %s", gone.getMessage());
            return List.of();
        }
    }

    @Override
    public void commit(Changes changes) throws LedgerGone {
        turn.lock();
        try {
            if (health instanceof Durability.StandingBy standing) {
                throw new LedgerGone(Why.FENCED, standing.why());
            }
            Changes latest = unsaved == null ? changes : unsaved.then(changes);
            if (!(health instanceof Durability.Durable)) {
                spool(latest, cause());
                return;
            }
            try {
                database.commit(latest);
                unsaved = null;
            } catch (LedgerGone gone) {
                throwIfFenced(gone);
                spool(latest, String.valueOf(gone.getMessage()));
            }
        } finally {
            turn.unlock();
        }
    }

    /** Such a turn is nobody's: it is not spooled, and its caller forgets it. */
    private void throwIfFenced(LedgerGone gone) throws LedgerGone {
        if (gone.why() == Why.FENCED) {
            standBy(String.valueOf(gone.getMessage()));
            throw gone;
        }
    }

    private void spool(Changes changes, String cause) throws LedgerGone {
        boolean isFirst = spooled.get() == 0;
        Changes all = isFirst && unsaved == null ? whole.get().then(changes) : changes;
        try {
            backlog.append(new Spooled(all, isFirst && !isBlind ? Knowledge.WHOLE : knowledge()));
            unsaved = null;
            long count = spooled.incrementAndGet();
            Instant since = health instanceof Durability.Spooling already ? already.since() : clock.now();
            become(new Durability.Spooling(since, count, cause));
        } catch (LedgerGone gone) {
            unsaved = all;
            lost = cause;
            Instant since = health instanceof Durability.Gone already ? already.since() : clock.now();
            become(new Durability.Gone(since, cause + "; " + gone.getMessage()));
            throw gone;
        }
    }

    private Knowledge knowledge() {
        return isBlind ? Knowledge.BLIND : Knowledge.INFORMED;
    }

    private String cause() {
        return switch (health) {
            case Durability.Durable durable -> "";
            case Durability.Spooling spooling -> spooling.cause();
            // Without what is wrong with the spool, which is said anew each time.
            case Durability.Gone gone -> lost.isEmpty() ? gone.cause() : lost;
            case Durability.StandingBy standing -> standing.why();
        };
    }

    /**
     * Asks the database again, when it is gone, and replays what waits for it. To be called every second or so, on a thread that may
     * wait: not on the loop's. When the database was gone since the start, gives what was found in it and {@link #open} had not given:
     * the state before all turns of this run, which the caller joins to its own.
     */
    public Optional<Snapshot> catchUp() {
        if (isApart || isAtRest() || !replaying.tryLock()) {
            return Optional.empty();
        }
        try {
            Optional<Snapshot> found = isLoaded ? Optional.empty() : Optional.of(first());
            isLoaded = true;
            given = List.of();
            replay(Optional.empty());
            return found.map(this::reported);
        } catch (LedgerGone gone) {
            note(gone);
            return Optional.empty();
        } finally {
            report(List.of());
            replaying.unlock();
        }
    }

    /** Nothing waits, or not for this agent to replay it. */
    private boolean isAtRest() {
        return health instanceof Durability.Durable || health instanceof Durability.StandingBy;
    }

    /** The state that the database had before this run and that {@link #open} had not given. */
    private Snapshot first() throws LedgerGone {
        Snapshot rest = database.load();
        unseen = new Unseen(rest);
        Unseen among = new Unseen(rest);
        for (Spooled turn : given) {
            rest = rest.without(among.seenBy(turn));
        }
        return rest;
    }

    /** Replays the backlog until it is empty, the time is {@code until}, or the database is gone again. */
    private void replay(Optional<Duration> until) {
        try {
            while (until.isEmpty() || clock.elapsed().compareTo(until.get()) < 0) {
                Optional<Backlog.Waiting> first = readable(backlog::first, Optional.empty());
                if (first.isPresent()) {
                    hand(first.get());
                } else if (isCaughtUp()) {
                    return;
                }
            }
        } catch (LedgerGone gone) {
            note(gone);
        }
    }

    private void hand(Backlog.Waiting waiting) throws LedgerGone {
        if (waiting.turn().isPresent()) {
            offer(unseen.seenBy(waiting.turn().get()));
        }
        backlog.drop(waiting);
        turn.lock();
        try {
            long left = spooled.updateAndGet(before -> Math.max(0, before - 1));
            if (health instanceof Durability.Spooling spooling) {
                health = new Durability.Spooling(spooling.since(), left, spooling.cause());
            }
        } finally {
            turn.unlock();
        }
    }

    /** One turn that the database will never take must not stand in the way of all after it. */
    private void offer(Changes changes) throws LedgerGone {
        try {
            database.commit(changes);
        } catch (LedgerGone gone) {
            if (gone.why() != Why.REFUSED) {
                throw gone;
            }
            poison.add(new Poison("turn", changes.turn(), "refused for good: " + gone.getMessage()));
        }
    }

    /** The handover: nobody may commit between the look at the empty backlog and the word that the database takes turns again. */
    private boolean isCaughtUp() throws LedgerGone {
        turn.lock();
        try {
            if (!readable(backlog::clear, true)) {
                return false;
            }
            if (unsaved != null) {
                offer(unseen.seenBy(new Spooled(unsaved, knowledge())));
                unsaved = null;
            }
            spooled.set(0);
            isBlind = false;
            become(new Durability.Durable());
            return true;
        } finally {
            turn.unlock();
        }
    }

    /** A spool that cannot be read matters only when there are turns in it: without any, the database is all that is needed. */
    private <T> T readable(Lane.Work<T> read, T otherwise) throws LedgerGone {
        try {
            return read.run();
        } catch (LedgerGone gone) {
            if (spooled.get() > 0) {
                throw gone;
            }
            return otherwise;
        }
    }

    private void note(LedgerGone gone) {
        if (gone.why() == Why.FENCED) {
            standBy(String.valueOf(gone.getMessage()));
            return;
        }
        turn.lock();
        try {
            health = switch (health) {
                case Durability.Durable durable -> durable;
                case Durability.Spooling spooling ->
                    new Durability.Spooling(spooling.since(), spooling.turns(), String.valueOf(gone.getMessage()));
                case Durability.Gone already -> already;
                case Durability.StandingBy standing -> standing;
            };
        } finally {
            turn.unlock();
        }
    }

    private void become(Durability next) {
        if (next.getClass() != health.getClass()) {
            LOG.infof("ledger %s => %s", health, next);
        }
        health = next;
    }

    @Override
    public Durability health() {
        return health;
    }

    /** How many records could not be read, and turns were refused, since the start; each is in the log. */
    public long poisoned() {
        return poisoned.get();
    }

    /** What was found since the last report. */
    private List<Poison> report(List<Poison> stored) {
        List<Poison> all = new ArrayList<>(stored);
        all.addAll(backlog.poison());
        for (Poison one = poison.poll(); one != null; one = poison.poll()) {
            all.add(one);
        }
        all.forEach(one -> LOG.errorf("skipped place=%s key=%s: %s", one.place(), one.key(), one.cause()));
        poisoned.addAndGet(all.size());
        return List.copyOf(all);
    }

    @Override
    public Tidied tidy(Retention retention, Instant now) throws LedgerGone {
        if (health instanceof Durability.StandingBy) {
            return new Tidied(0);
        }
        return database.tidy(retention, now);
    }

    @Override
    public void close() {
        database.close();
        backlog.close();
    }
}
