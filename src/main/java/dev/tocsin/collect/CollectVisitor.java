package dev.tocsin.collect;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Visitor;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Gauges;
import dev.tocsin.model.RollCall;
import dev.tocsin.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks one source, says how that went, and ends the series that an answer does not bring again. */
final class CollectVisitor implements Visitor {
    private static final double NANOS = 1e9;

    private final CollectTarget target;
    private final Clock clock;
    private final Collector collector;
    private final Consumer<Batch> sink;
    private RollCall roll;
    private boolean left;
    private Optional<Instant> asked = Optional.empty();
    private Optional<Failure> failure = Optional.empty();

    CollectVisitor(CollectTarget target, Ports ports, Consumer<Batch> sink, Optional<CollectVisitor> before) {
        this.target = target;
        this.clock = ports.clock();
        this.collector = target.settings().collector(target.labels(), ports);
        this.sink = sink;
        this.roll = before.map(CollectVisitor::roll).orElse(RollCall.EMPTY);
    }

    private synchronized RollCall roll() {
        return roll;
    }

    synchronized CollectStatus status(long skipped) {
        return new CollectStatus(target, asked, failure, skipped);
    }

    @Override
    public void visit(Instant at) {
        Duration start = clock.elapsed();
        CollectResult result = collector.collect(at, target.timeout());
        Duration took = clock.elapsed().minus(start);
        List<Sample> samples = new ArrayList<>(result.samples());
        samples.addAll(report(result, took, at));
        sink.accept(Batch.of(taken(samples, result.failure(), at)));
    }

    private List<Sample> report(CollectResult result, Duration took, Instant at) {
        Gauges gauges = new Gauges(target.labels().with("collector", target.name()), at.toEpochMilli())
                .set("collect_success", result.failure().isEmpty())
                .set("collect_duration_seconds", took.toNanos() / NANOS)
                .set("collect_samples", result.samples().size());
        result.failure().ifPresent(why -> gauges.set("collect_failure_info", 1, "cause", why.cause()));
        return gauges.samples();
    }

    /** An answer that comes after we left must not bring its series back. */
    private synchronized List<Sample> taken(List<Sample> samples, Optional<Failure> why, Instant at) {
        if (left) {
            return List.of();
        }
        asked = Optional.of(at);
        failure = why;
        RollCall.Answer answer = roll.call(samples, at.toEpochMilli());
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
