package dev.tocsin.lab.simulation;

import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.Tidied;
import java.time.Instant;
import java.util.function.Consumer;

/** The ledger of a process that may die before and after each turn is written: {@code pass} throws when it does. */
public record Mortal(Ledger real, Consumer<Moment> pass) implements Ledger {
    @Override
    public Snapshot load() throws LedgerGone {
        return real.load();
    }

    @Override
    public String version() throws LedgerGone {
        return real.version();
    }

    @Override
    public void commit(Changes changes) throws LedgerGone {
        pass.accept(Moment.BEFORE_COMMIT);
        real.commit(changes);
        pass.accept(Moment.AFTER_COMMIT);
    }

    @Override
    public Durability health() {
        return real.health();
    }

    @Override
    public Tidied tidy(Retention retention, Instant now) throws LedgerGone {
        return real.tidy(retention, now);
    }

    @Override
    public void close() {
        real.close();
    }
}
