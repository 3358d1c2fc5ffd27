package dev.tocsin.probe;

import dev.tocsin.clock.Visitor;
import dev.tocsin.http.Client;
import dev.tocsin.model.Batch;
import dev.tocsin.model.RollCall;
import dev.tocsin.model.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks one target, and ends the series that a check does not bring again. */
final class ProbeVisitor implements Visitor {
    private final ProbeTarget target;
    private final Prober prober;
    private final Consumer<Batch> sink;
    private RollCall roll;
    private boolean left;
    private Optional<Instant> checked = Optional.empty();
    private Optional<Failure> failure = Optional.empty();

    ProbeVisitor(ProbeTarget target, Client client, Consumer<Batch> sink, Optional<ProbeVisitor> before) {
        this.target = target;
        this.prober = target.settings().prober(target.labels(), client);
        this.sink = sink;
        this.roll = before.map(ProbeVisitor::roll).orElse(RollCall.EMPTY);
    }

    private synchronized RollCall roll() {
        return roll;
    }

    synchronized ProbeStatus status(long skipped) {
        return new ProbeStatus(target, checked, failure, skipped);
    }

    @Override
    public void visit(Instant at) {
        ProbeResult result = prober.probe(at, target.timeout());
        sink.accept(Batch.of(taken(result, at)));
    }

    /** A check that ends after we left must not bring its series back. */
    private synchronized List<Sample> taken(ProbeResult result, Instant at) {
        if (left) {
            return List.of();
        }
        checked = Optional.of(at);
        failure = result.failure();
        RollCall.Answer answer = roll.call(result.samples(), at.toEpochMilli());
        roll = answer.next();
        return answer.samples();
    }

    @Override
    public void leave(Instant at) {
        sink.accept(Batch.of(ended(at)));
    }

    private synchronized List<Sample> ended(Instant at) {
        left = true;
        return roll.call(List.of(), at.toEpochMilli()).samples();
    }
}
