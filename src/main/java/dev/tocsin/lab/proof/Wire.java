package dev.tocsin.lab.proof;

import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.Lease;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.Tidied;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The way of one process to the database: it may be cut, and answers may be lost on it. */
record Wire(Ledger real, Run run, BooleanSupplier reaches) implements Ledger {
    @Override
    public Snapshot load() throws LedgerGone {
        out(reaches);
        Snapshot found = real.load();
        back(run);
        return found;
    }

    @Override
    public String version() throws LedgerGone {
        out(reaches);
        String version = real.version();
        back(run);
        return version;
    }

    @Override
    public void commit(Changes changes) throws LedgerGone {
        out(reaches);
        real.commit(changes);
        back(run);
    }

    @Override
    public Durability health() {
        return real.health();
    }

    @Override
    public Tidied tidy(Retention retention, Instant now) throws LedgerGone {
        out(reaches);
        return real.tidy(retention, now);
    }

    @Override
    public void close() {
        real.close();
    }

    private static void out(BooleanSupplier reaches) throws LedgerGone {
        if (!reaches.getAsBoolean()) {
            throw new LedgerGone(Why.UNREACHABLE, "connection refused");
        }
    }

    private static void back(Run run) throws LedgerGone {
        if (run.isMute()) {
            throw new LedgerGone(Why.TIMEOUT, "no answer within 1000 ms");
        }
    }

    /** The same way, for the lease. */
    record Leash(Lease real, Run run, BooleanSupplier reaches) implements Lease {
        @Override
        public Hold hold() throws LedgerGone {
            out(reaches);
            Hold hold = real.hold();
            back(run);
            return hold;
        }

        @Override
        public boolean isHeld() {
            return real.isHeld();
        }

        @Override
        public void handOver(Changes turns) throws LedgerGone {
            out(reaches);
            real.handOver(turns);
            back(run);
        }

        @Override
        public List<Handover> handedOver() throws LedgerGone {
            out(reaches);
            return real.handedOver();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
