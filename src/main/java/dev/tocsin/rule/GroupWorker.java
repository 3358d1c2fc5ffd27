package dev.tocsin.rule;

import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.clock.Timers;
import dev.tocsin.promql.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One group in operation: knows when it is due, and keeps one evaluation at a time going.
 *
 * <p>A slot that falls due while an evaluation runs waits for its end, and is missed when the next slot comes first. An
 * arrival waits until a second has passed since the last evaluation began, so that a group is evaluated at most once a second
 * beside its slots. Safe for any thread.
 */
final class GroupWorker {
    private static final Duration BETWEEN_ARRIVALS = Duration.ofSeconds(1);

    private final RuleGroup group;
    private final RuleEvaluator evaluator;
    private final RulePorts ports;
    private final Slots slots;
    private GroupStatus status;
    private Written written;
    private boolean running;
    private boolean arrived;
    private volatile boolean stopped;
    private @Nullable Instant dueSlot;
    private @Nullable Instant lastStart;
    private Timers.@Nullable Timer slotTimer;
    private Timers.@Nullable Timer arrivalTimer;

    GroupWorker(RuleGroup group, RuleEvaluator evaluator, RulePorts ports) {
        this.group = group;
        this.evaluator = evaluator;
        this.ports = ports;
        this.slots = Slots.of(group);
        this.status = GroupStatus.fresh(group);
        this.written = Written.nothing();
    }

    /** Takes over from {@code earlier}, which is stopped: its history, and the series that it wrote. */
    synchronized void inherit(GroupWorker earlier) {
        status = earlier.status().of(group);
        written = earlier.written().retain(group.keys());
    }

    synchronized void start() {
        awaitSlot(ports.clock().now());
    }

    /** Stale markers for what was written by rules other than {@code kept}. */
    synchronized List<Value.Entry> abandoned(Set<RuleKey> kept) {
        return written.abandoned(kept, ports.clock().now().toEpochMilli());
    }

    /** No evaluation begins any more; one that runs is broken off. */
    synchronized void stop() {
        stopped = true;
        cancel(slotTimer);
        cancel(arrivalTimer);
    }

    /** Samples arrived. */
    synchronized void arrived() {
        if (group.pace().onArrival() && !stopped) {
            arrived = true;
            pump();
        }
    }

    synchronized GroupStatus status() {
        return status;
    }

    private synchronized Written written() {
        return written;
    }

    RuleGroup group() {
        return group;
    }

    private void awaitSlot(Instant now) {
        Instant next = slots.next(now);
        slotTimer = ports.timers().at(next, () -> slotCame(next));
    }

    private synchronized void slotCame(Instant slot) {
        if (stopped) {
            return;
        }
        // A timer that comes late, after the machine slept, finds several slots gone; the last of them counts.
        Instant last = slots.last(ports.clock().now());
        Instant latest = last.isAfter(slot) ? last : slot;
        status = status.missed(slots.between(slot, latest) + (dueSlot == null ? 0 : 1));
        dueSlot = latest;
        awaitSlot(latest);
        pump();
    }

    /** Begins what is due, unless something runs. */
    private void pump() {
        if (running || stopped) {
            return;
        }
        if (dueSlot != null) {
            Moment slot = Moment.slot(dueSlot);
            dueSlot = null;
            begin(slot);
        } else if (arrived) {
            Instant now = ports.clock().now();
            Instant earliest = lastStart == null ? now : lastStart.plus(BETWEEN_ARRIVALS);
            if (now.isBefore(earliest)) {
                awaitArrival(earliest);
            } else {
                arrived = false;
                begin(Moment.arrival(now));
            }
        }
    }

    private void awaitArrival(Instant earliest) {
        if (arrivalTimer == null) {
            arrivalTimer = ports.timers().at(earliest, this::arrivalCame);
        }
    }

    private synchronized void arrivalCame() {
        arrivalTimer = null;
        pump();
    }

    private void begin(Moment moment) {
        running = true;
        lastStart = ports.clock().now();
        Written before = written;
        Executor threads = group.isOurs() ? ports.workers() : ports.waiting();
        threads.execute(() -> evaluate(moment.until(() -> stopped), before));
    }

    private void evaluate(Moment moment, Written before) {
        Duration started = ports.clock().elapsed();
        Written after = before;
        try {
            after = evaluator.evaluate(group, ports.view(), moment, before, outcome -> hear(moment, outcome));
        } finally {
            over(moment, after, ports.clock().elapsed().minus(started));
        }
    }

    private void hear(Moment moment, RuleOutcome outcome) {
        if (stopped) {
            return;
        }
        ports.findings().accept(outcome.finding());
        if (outcome instanceof RuleOutcome.Recorded recorded
                && !recorded.samples().isEmpty()) {
            ports.samples().accept(recorded.samples());
        }
        if (moment.occasion() == Occasion.INTERVAL || outcome.trace().failed()) {
            remember(outcome);
        }
    }

    private synchronized void remember(RuleOutcome outcome) {
        status = status.heard(outcome);
    }

    private synchronized void over(Moment moment, Written after, Duration took) {
        running = false;
        written = after;
        if (moment.occasion() == Occasion.INTERVAL) {
            status = status.evaluated(moment.at(), took);
        }
        pump();
    }

    private static void cancel(Timers.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
