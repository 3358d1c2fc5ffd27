package dev.tocsin.lab.proof;

import dev.tocsin.clock.Timers;
import dev.tocsin.engine.Hands;
import dev.tocsin.engine.Heard;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.engine.Loop;
import dev.tocsin.engine.State;
import dev.tocsin.lab.simulation.Crash;
import dev.tocsin.lab.simulation.Moment;
import dev.tocsin.lab.simulation.Mortal;
import dev.tocsin.ledger.Contender;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.spool.Kept;
import dev.tocsin.ledger.spool.Replica;
import dev.tocsin.ledger.spool.SpooledLedger;
import dev.tocsin.ledger.sql.SqlLedger;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Courier;
import dev.tocsin.notify.Outcome;
import dev.tocsin.remedy.Operator;
import dev.tocsin.remedy.Report;
import dev.tocsin.remedy.Task;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of a world: the real loop, ledger, lease, courier and operator. When it dies it is started again after a while, from what
 * is on its disks. What was posted to a dead one is lost with it; what a paused one was about to do it does when it goes on.
 */
final class Agent {
    /** The loop takes a turn every second; where nothing falls due, every twentieth is enough here. */
    private static final Duration BEAT = Duration.ofSeconds(20);

    private static final Duration KEEP = Duration.ofSeconds(2);
    private static final int SPIN = 50;

    private final Run run;
    private final int number;
    private final String name;
    private final Path spool;
    private final List<Runnable> frozen = new ArrayList<>();
    private int lives;
    private @Nullable Life life;
    private boolean isPaused;
    private int spun;
    private Instant turned = Instant.MIN;

    Agent(Run run, int number, Path directory) {
        this.run = run;
        this.number = number;
        this.name = "agent-" + (number + 1);
        this.spool = directory.resolve(name + ".spool");
    }

    /** One run of the process. */
    private final class Life implements Hands {
        private final Loop loop;
        private final SpooledLedger ledger;
        private final Replica replica;
        private final Database database;
        private final Courier courier;
        private final Operator operator;
        private Timers.@Nullable Timer next;
        private boolean isAwake;

        Life() throws LedgerHeld {
            int self = ++lives;
            run.seams().starting(spool);
            database = run.database();
            Optional<Contender> contender = run.world().isShared()
                    ? Optional.of(new Contender(name + "." + self, name, self))
                    : Optional.empty();
            SqlLedger sql = SqlLedger.in(database, run.clock(), contender, run::lane);
            BooleanSupplier reaches = () -> run.reaches(number);
            Wire wire = new Wire(run.seams().database(sql), run, reaches);
            ledger = new SpooledLedger(wire, spool, run.clock(), run::lane);
            replica = new Replica(ledger, sql.lease().map(real -> new Wire.Leash(real, run, reaches)), run.clock());
            Replica.Opened opened = replica.open();
            State state = State.resumed(
                    run.plan(),
                    run.seams().opened(opened.snapshot()),
                    run.clock().now());
            courier = run.courier(() -> run.seams().leave(replica.mayTell()), this::delivered);
            operator = run.operator(number, () -> run.seams().leave(replica.mayAct()), this::reported);
            Mortal mortal = new Mortal(run.seams().ledger(ledger), run::pass);
            loop = new Loop(
                    state,
                    new Loop.Ports(
                            run.clock(), run.chance(), mortal, run.seams().hands(this), step -> {}));
            ledger.whole(loop::whole);
            loop.heed(opened.decides() ? new Kept.Deciding(opened.handovers()) : new Kept.StandingBy(Optional.empty()));
        }

        @Override
        public void deliver(Attempt attempt) {
            later(run.latency(), () -> {
                run.pass(Moment.BEFORE_SEND);
                unlessStill(Moment.BEFORE_SEND, () -> {
                    courier.carry(attempt);
                    run.pass(Moment.AFTER_SEND);
                });
            });
        }

        private void delivered(Outcome outcome) {
            FarEnds.Answering how = run.farEnds().answering();
            for (int copy = 0; copy < how.copies(); copy++) {
                later(how.after().plusMillis(copy * 10L), () -> {
                    post(new Item.Delivered(new Outcome(
                            outcome.page(),
                            outcome.attempt(),
                            outcome.delivery(),
                            run.clock().now())));
                    run.pass(Moment.AFTER_OUTCOME);
                });
            }
        }

        @Override
        public void carryOut(Task task) {
            boolean changes = task instanceof Task.Perform;
            later(run.latency(), () -> {
                Moment before = changes ? Moment.BEFORE_ACT : Moment.BEFORE_LOOK;
                run.pass(before);
                unlessStill(before, () -> {
                    operator.carryOut(List.of(task));
                    run.pass(changes ? Moment.AFTER_ACT : Moment.AFTER_LOOK);
                });
            });
        }

        /** The process may stand still right here, and go on with it later. */
        private void unlessStill(Moment moment, Runnable work) {
            run.stall(moment).ifPresent(lasting -> {
                pause();
                run.clock().at(run.clock().now().plus(lasting), Agent.this::goOn);
            });
            living(this, work);
        }

        private void reported(Report report) {
            later(run.platforms().answering(), () -> post(new Item.Reported(report)));
        }

        private void later(Duration time, Runnable work) {
            run.clock().at(run.clock().now().plus(time), () -> living(this, work));
        }

        private void post(Item item) {
            run.seams().heard(item).ifPresent(heard -> {
                loop.post(heard);
                wake(this);
            });
        }
    }

    /** Starts the process. */
    void begin() {
        try {
            Life begun = new Life();
            life = begun;
            isPaused = false;
            run.changed();
            run.note(name, "starts, " + (begun.replica.decides() ? "decides" : "stands by"));
            keep(begun);
            evaluate(begun);
            wake(begun);
        } catch (LedgerHeld held) {
            throw new IllegalStateException(held);
        } catch (Crash crash) {
            die(crash.moment(), run.downtime());
        }
    }

    /** What is done on {@code one}'s threads: not when it is dead, and later when it stands still. */
    private void living(Life one, Runnable work) {
        if (life != one) {
            return;
        }
        if (isPaused) {
            frozen.add(() -> living(one, work));
            return;
        }
        try {
            work.run();
        } catch (Crash crash) {
            die(crash.moment(), run.downtime());
        }
    }

    private void wake(Life one) {
        if (!one.isAwake) {
            one.isAwake = true;
            run.clock().at(run.clock().now(), () -> living(one, () -> turn(one)));
        }
    }

    private void turn(Life one) {
        Instant now = run.clock().now();
        run.diary().turns++;
        spun = now.equals(turned) ? spun + 1 : 0;
        turned = now;
        one.isAwake = false;
        one.loop.turn();
        if (one.next != null) {
            one.next.cancel();
        }
        Instant due = one.loop.next();
        if (!due.isBefore(now.plusSeconds(1))) {
            due = now.plus(BEAT);
        }
        if (spun > SPIN) {
            run.spins(name);
            due = now.plusSeconds(1);
        }
        one.next = run.clock().at(due, () -> living(one, () -> turn(one)));
    }

    private void keep(Life one) {
        if (life != one) {
            return;
        }
        living(one, () -> {
            boolean before = one.replica.decides();
            Kept kept = one.replica.keep();
            one.loop.heed(kept);
            if (before != one.replica.decides()) {
                run.note(name, one.replica.decides() ? "decides from now on" : "stands by from now on");
                run.changed();
            }
            one.ledger.catchUp().ifPresent(found -> one.post(new Item.Recovered(found, Optional.empty())));
        });
        run.clock().at(run.clock().now().plus(KEEP), () -> keep(one));
    }

    private void evaluate(Life one) {
        if (life != one) {
            return;
        }
        living(one, () -> run.findings().forEach(one::post));
        run.clock().at(run.clock().now().plus(Run.EVALUATION), () -> evaluate(one));
    }

    /** As {@code kill -9} does. */
    void die(Moment moment, Duration down) {
        Life dying = life;
        if (dying == null) {
            return;
        }
        life = null;
        frozen.clear();
        isPaused = false;
        run.died(moment);
        run.note(name, "DIES " + moment + ", back in " + down.toSeconds() + " s");
        try {
            dying.database.cutOff();
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
        dying.replica.close();
        run.changed();
        run.clock().at(run.clock().now().plus(down), this::begin);
    }

    /** As SIGSTOP does. */
    void pause() {
        if (life != null) {
            isPaused = true;
            run.note(name, "stands still");
            run.changed();
        }
    }

    /** As SIGCONT does. */
    void goOn() {
        if (!isPaused) {
            return;
        }
        isPaused = false;
        run.note(name, "goes on");
        run.changed();
        List<Runnable> now = List.copyOf(frozen);
        frozen.clear();
        now.forEach(Runnable::run);
    }

    /** Tells it of something; nothing when it cannot be asked or does not decide. */
    Optional<Future<Heard>> tell(Item item) {
        Life one = life;
        if (one == null || isPaused || !one.replica.decides()) {
            return Optional.empty();
        }
        Optional<Item> heard = run.seams().heard(item);
        Future<Heard> told = one.loop.tell(heard.map(List::of).orElse(List.of()));
        wake(one);
        return Optional.of(told);
    }

    /** From now on another configuration holds. */
    void reload() {
        Life one = life;
        if (one != null) {
            one.loop.reload(run.plan());
            wake(one);
        }
    }

    boolean isUp() {
        return life != null;
    }

    boolean isRunning() {
        return !isPaused;
    }

    boolean decides() {
        return life != null && life.replica.decides();
    }

    /** Whether what it commits is in the database. */
    boolean isDurable() {
        return life != null && life.ledger.health() instanceof Durability.Durable;
    }

    /** For the story alone. */
    Optional<State> state() {
        return Optional.ofNullable(life).map(one -> one.loop.state());
    }

    /** Whether {@code incident} is open as far as it knows. */
    boolean knows(String incident) {
        return life != null && life.loop.state().incidents().find(incident).isPresent();
    }

    /** It runs, and has nothing to say or to do any more. */
    boolean isDone() {
        return life != null
                && !isPaused
                && life.loop.state().incidents().stream().findAny().isEmpty()
                && life.loop.state().outbox().undelivered() == 0;
    }

    /** Ends with the world. */
    void close() {
        Life last = life;
        life = null;
        if (last != null) {
            last.replica.close();
        }
    }
}
