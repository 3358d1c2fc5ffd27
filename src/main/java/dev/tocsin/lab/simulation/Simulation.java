package dev.tocsin.lab.simulation;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Hit;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.engine.Hands;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.engine.Loop;
import dev.tocsin.engine.Plan;
import dev.tocsin.engine.State;
import dev.tocsin.lab.SeededChance;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.spool.SpooledLedger;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Outcome;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Reading;
import dev.tocsin.remedy.Report;
import dev.tocsin.remedy.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One agent in simulated time: the real loop, turn and ledger, a pager and a platform in memory, and rules that hold when the story says
 * so. When it dies it is started again after {@link Setting#down}, from what the ledger has.
 */
public final class Simulation implements AutoCloseable {
    private static final Duration EVALUATION = Duration.ofSeconds(15);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(2);
    private static final Duration LATENCY = Duration.ofMillis(200);

    private final SimulatedClock clock;
    private final SeededChance chance;
    private final Setting setting;
    private final Fate fate;
    private final Pager pager = new Pager();
    private final Platform platform;
    private final SortedMap<RuleKey, Condition> conditions = new TreeMap<>();
    private Life life;
    private int deaths;

    /** What is simulated. {@code open} opens the ledger again after each death; {@code service} is looked at every half minute. */
    public record Setting(
            Plan plan, Function<SimulatedClock, SpooledLedger> open, Duration down, String service, long seed) {}

    private record Condition(Labels labels, Hold hold, BooleanSupplier met) {}

    /** One run of the process: what is posted to a dead one is lost with it. */
    private record Life(Loop loop, SpooledLedger ledger) {}

    public Simulation(Instant start, Setting setting, Fate fate) {
        this.clock = new SimulatedClock(start);
        this.chance = new SeededChance(setting.seed());
        this.setting = setting;
        this.fate = fate;
        this.platform = new Platform(clock::now, clock);
        this.life = begin();
        evaluateLater();
        lookLater();
        catchUpLater();
    }

    public Pager pager() {
        return pager;
    }

    public Platform platform() {
        return platform;
    }

    public Fate fate() {
        return fate;
    }

    public SimulatedClock clock() {
        return clock;
    }

    /** The agent's state now. */
    public State state() {
        return life.loop().state();
    }

    /** How often the agent died so far. */
    public int deaths() {
        return deaths;
    }

    /** From now on {@code rule} holds for {@code labels} whenever {@code met} says so. */
    public void rule(RuleKey rule, Labels labels, Hold hold, BooleanSupplier met) {
        conditions.put(rule, new Condition(labels, hold, met));
    }

    /** Kills the agent and starts it again. */
    public void restart() {
        revive();
    }

    /** Tells the agent of something. */
    public void say(Item item) {
        life.loop().post(item);
        turn();
    }

    /** Lets {@code time} pass. */
    public void pass(Duration time) {
        Instant end = clock.now().plus(time);
        while (clock.now().isBefore(end)) {
            Instant next = clock.now().plusSeconds(1);
            Instant due = state().due()
                    .filter(clock.now()::isBefore)
                    .filter(next::isAfter)
                    .orElse(next);
            clock.advance(Duration.between(clock.now(), due.isAfter(end) ? end : due));
            turn();
        }
    }

    private void turn() {
        try {
            life.loop().turn();
        } catch (Crash crash) {
            revive();
        }
    }

    private void revive() {
        deaths++;
        life.ledger().close();
        clock.advance(setting.down());
        life = begin();
        turn();
    }

    private Life begin() {
        try {
            SpooledLedger spooled = setting.open().apply(clock);
            Mortal ledger = new Mortal(spooled, fate::pass);
            Snapshot snapshot = spooled.open();
            State state = State.resumed(setting.plan(), snapshot, clock.now());
            Loop[] loop = new Loop[1];
            loop[0] = new Loop(
                    state, new Loop.Ports(clock, chance, ledger, new Limbs(item -> loop[0].post(item)), step -> {}));
            spooled.whole(loop[0]::whole);
            return new Life(loop[0], spooled);
        } catch (LedgerHeld held) {
            throw new IllegalStateException(held);
        }
    }

    private void catchUpLater() {
        clock.at(clock.now().plus(HOUSEKEEPING), () -> {
            life.ledger().catchUp().ifPresent(found -> life.loop().post(new Item.Recovered(found, Optional.empty())));
            catchUpLater();
        });
    }

    private void evaluateLater() {
        clock.at(clock.now().plus(EVALUATION), () -> {
            conditions.forEach((rule, condition) -> life.loop().post(new Item.Found(finding(rule, condition))));
            evaluateLater();
        });
    }

    private Finding finding(RuleKey rule, Condition condition) {
        List<Hit> hits = condition.met().getAsBoolean() ? List.of(new Hit(condition.labels(), Map.of(), 1)) : List.of();
        return new Finding(rule, condition.hold(), clock.now(), Occasion.INTERVAL, new Finding.Result.Met(hits));
    }

    private void lookLater() {
        clock.at(clock.now().plus(EVALUATION), () -> {
            if (platform.list() instanceof Answer.Ok<View>(View.Served found)
                    && !found.deployments().isEmpty()) {
                life.loop().post(new Item.Sighted(Sighting.of(setting.service(), found, clock.now())));
            }
            lookLater();
        });
    }

    /** What carries out steps: each thing takes a moment, and the agent may die before or after it. */
    private final class Limbs implements Hands {
        private final java.util.function.Consumer<Item> inbox;

        Limbs(java.util.function.Consumer<Item> inbox) {
            this.inbox = inbox;
        }

        @Override
        public void deliver(Attempt attempt) {
            fate.pass(Moment.BEFORE_SEND);
            Delivery delivery = pager.take(attempt.page(), clock.now());
            fate.pass(Moment.AFTER_SEND);
            Outcome outcome = new Outcome(
                    attempt.page().id(), attempt.number(), delivery, clock.now().plus(LATENCY));
            clock.at(clock.now().plus(LATENCY), () -> inbox.accept(new Item.Delivered(outcome)));
        }

        @Override
        public void carryOut(Task task) {
            fate.pass(Moment.BEFORE_ACT);
            Report report = platform.report(task, clock.now(), clock.now().plus(LATENCY), this::reading);
            fate.pass(Moment.AFTER_ACT);
            clock.at(clock.now().plus(LATENCY), () -> inbox.accept(new Item.Reported(report)));
        }

        private Reading reading() {
            boolean bad = conditions.values().stream().anyMatch(one -> one.met().getAsBoolean());
            return bad ? Reading.BAD : Reading.GOOD;
        }
    }

    @Override
    public void close() {
        life.ledger().close();
    }
}
