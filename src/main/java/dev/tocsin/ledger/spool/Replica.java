package dev.tocsin.ledger.spool;

import dev.tocsin.clock.Clock;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.Lease;
import dev.tocsin.ledger.Lease.Hold;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * This agent as one of several on a ledger: keeps the lease, and says when it decides and when it stands by. Without a lease it is the
 * only one, and always decides.
 *
 * <p>While the database is gone the holder goes on, into its spool; one that stood by waits until the lease has run out and then
 * {@link #LONGER}, and decides on its own. What either decided is replayed only by a holder whom nobody has relieved. Otherwise it is
 * handed over and joined, since the holder by then knows other things about the same incidents.
 *
 * <p>{@link #open}, {@link #keep} and {@link #close} are called by one thread at a time, the rest by any.
 */
public final class Replica implements AutoCloseable {
    /** How much longer than the lease lasts one that stands by waits for the database before it tells people anything. */
    public static final Duration LONGER = Duration.ofSeconds(30);

    /** How often one that stands by looks at what the holder has committed. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final Logger LOG = Logger.getLogger(Replica.class);

    private final SpooledLedger ledger;
    private final Optional<Lease> lease;
    private final Clock clock;

    private enum Standing {
        HOLDER,
        APART,
        STANDBY
    }

    private volatile Standing standing = Standing.STANDBY;

    /** Whether the database answered when it was asked last. */
    private volatile boolean isReachable = true;

    /** When all that was asked of it last was done, by {@link Clock#elapsed}. */
    private Duration contact;

    private Duration looked = Duration.ZERO;

    /** The {@link Ledger#version} of what one that stands by has seen last. */
    private String seen = "";

    /** {@code ledger} is closed with this one, after the lease was given back. */
    public Replica(SpooledLedger ledger, Optional<Lease> lease, Clock clock) {
        this.ledger = ledger;
        this.lease = lease;
        this.clock = clock;
        this.contact = clock.elapsed();
    }

    /** What to start from, whether this agent decides, and what is to be joined before it does. */
    public record Opened(Snapshot snapshot, boolean decides, List<Handover> handovers) {
        public Opened {
            handovers = List.copyOf(handovers);
        }
    }

    /** Opens the ledger. A database that is gone stops nothing. Throws when another agent has the file or the spool. */
    public Opened open() throws LedgerHeld {
        if (lease.isEmpty()) {
            standing = Standing.HOLDER;
            return new Opened(ledger.open(), true, List.of());
        }
        ledger.claim();
        Optional<Changes> left = ledger.waiting();
        try {
            Hold hold = held(lease.get());
            return switch (hold) {
                case Hold.Ours ours -> begun(lease.get(), left);
                case Hold.Theirs theirs -> watching(lease.get(), theirs.who());
            };
        } catch (LedgerGone gone) {
            isReachable = false;
            return without(left, String.valueOf(gone.getMessage()));
        }
    }

    private Opened begun(Lease held, Optional<Changes> left) throws LedgerGone {
        ledger.standBy("taking over");
        handOver(held);
        Snapshot found = ledger.lead();
        List<Handover> handovers = held.handedOver();
        standing = Standing.HOLDER;
        return new Opened(left.map(found::withAlertsOf).orElse(found), true, handovers);
    }

    private Opened watching(Lease other, String who) throws LedgerGone {
        ledger.standBy(who + " decides");
        handOver(other);
        looked = clock.elapsed();
        seen = ledger.version();
        return new Opened(ledger.look(), false, List.of());
    }

    /** Who left turns in the spool decided when the database went, and goes on at once. */
    private Opened without(Optional<Changes> left, String cause) {
        if (left.isPresent()) {
            standing = Standing.APART;
            ledger.goApart(cause);
            return new Opened(Snapshot.empty().with(left.get()), true, List.of());
        }
        ledger.standBy("the database is gone, and another may decide: " + cause);
        return new Opened(Snapshot.empty(), false, List.of());
    }

    /** Renews or takes the lease and says what that makes of this agent. To be called every other second; takes some seconds at most. */
    public Kept keep() {
        if (lease.isEmpty()) {
            return new Kept.Deciding(List.of());
        }
        try {
            Kept kept = switch (held(lease.get())) {
                case Hold.Ours(boolean anew) -> deciding(lease.get(), anew);
                case Hold.Theirs(String who) -> standingBy(lease.get(), who);
            };
            contact = clock.elapsed();
            return kept;
        } catch (LedgerGone gone) {
            isReachable = gone.why() == Why.REFUSED;
            return unreachable(String.valueOf(gone.getMessage()));
        }
    }

    private Hold held(Lease asked) throws LedgerGone {
        Hold hold = asked.hold();
        isReachable = true;
        return hold;
    }

    private Kept deciding(Lease held, boolean anew) throws LedgerGone {
        if (standing == Standing.HOLDER && !anew && !isFenced()) {
            return new Kept.Deciding(held.handedOver());
        }
        if (standing != Standing.STANDBY) {
            return relieved();
        }
        handOver(held);
        Snapshot found = ledger.lead();
        List<Handover> handovers = held.handedOver();
        standing = Standing.HOLDER;
        LOG.infof(
                "took over: this agent decides from now on, open_incidents=%d",
                found.incidents().size());
        return new Kept.TakenOver(found, handovers);
    }

    /**
     * It has the lease anew and decided on its own before. Nothing of what it does by what it knew then may be committed, so that it
     * stands by first, and takes over the next time.
     */
    private Kept relieved() {
        standing = Standing.STANDBY;
        ledger.standBy("taking over");
        return new Kept.StandingBy(Optional.empty());
    }

    private Kept standingBy(Lease other, String who) throws LedgerGone {
        boolean isNew = standing != Standing.STANDBY;
        standing = Standing.STANDBY;
        ledger.standBy(who + " decides");
        handOver(other);
        if (!isNew && clock.elapsed().minus(looked).compareTo(LOOK) < 0) {
            return new Kept.StandingBy(Optional.empty());
        }
        looked = clock.elapsed();
        String version = ledger.version();
        if (!isNew && version.equals(seen)) {
            return new Kept.StandingBy(Optional.empty());
        }
        seen = version;
        return new Kept.StandingBy(Optional.of(ledger.look()));
    }

    /** Whether the ledger takes no turns of this agent. */
    private boolean isFenced() {
        return ledger.health() instanceof Durability.StandingBy;
    }

    private Kept unreachable(String cause) {
        if (isFenced()) {
            standing = Standing.STANDBY;
        }
        Duration patience = Lease.LASTING.plus(LONGER);
        if (standing == Standing.STANDBY && clock.elapsed().minus(contact).compareTo(patience) >= 0) {
            LOG.warnf("the database is gone for %d s: this agent decides on its own", patience.toSeconds());
            standing = Standing.APART;
            ledger.goApart(cause);
            return new Kept.Apart();
        }
        return standing == Standing.STANDBY ? new Kept.StandingBy(Optional.empty()) : new Kept.Deciding(List.of());
    }

    /** A turn that the database will never take is given up rather than kept in the way. */
    private void handOver(Lease to) throws LedgerGone {
        Optional<Changes> waiting = ledger.waiting();
        if (waiting.isEmpty()) {
            return;
        }
        try {
            to.handOver(waiting.get());
            LOG.infof(
                    "handed over what was decided without the lease, turn=%s",
                    waiting.get().turn());
        } catch (LedgerGone gone) {
            if (gone.why() != Why.REFUSED) {
                throw gone;
            }
            LOG.errorf("what was decided without the lease was refused: %s", gone.getMessage());
        }
        ledger.forgetWaiting();
    }

    /**
     * Whether this agent may tell people something, to be asked right before it does: a process may have been paused since that was
     * decided. Not when another may have the lease, unless the database is gone and nobody can tell.
     */
    public boolean mayTell() {
        return lease.map(one -> one.isHeld() || (standing != Standing.STANDBY && !isReachable))
                .orElse(true);
    }

    /** Whether this agent may change something, to be asked right before it does: only while nobody else can have the lease. */
    public boolean mayAct() {
        return lease.map(Lease::isHeld).orElse(true);
    }

    /** Whether it decides now, with the lease or on its own. */
    public boolean decides() {
        return standing != Standing.STANDBY;
    }

    @Override
    public void close() {
        lease.ifPresent(Lease::close);
        ledger.close();
    }
}
