package dev.tocsin.engine;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Hold;
import dev.tocsin.config.Secret;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Page;
import dev.tocsin.lab.SeededChance;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.lab.simulation.Pager;
import dev.tocsin.lab.simulation.Platform;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Contender;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.Lease;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.Tidied;
import dev.tocsin.ledger.spool.Kept;
import dev.tocsin.ledger.spool.Replica;
import dev.tocsin.ledger.spool.SpooledLedger;
import dev.tocsin.ledger.sql.SqlLedger;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Outcome;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Autonomy;
import dev.tocsin.remedy.Reading;
import dev.tocsin.remedy.Report;
import dev.tocsin.remedy.Task;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * Several agents of the card's team on one real PostgreSQL, whose time is simulated as theirs is: a function of its own in front of the
 * server's tells it.
 */
final class Fleet implements AutoCloseable {
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration EVALUATION = Duration.ofSeconds(15);

    final SimulatedClock clock = new SimulatedClock(Stage.START);
    final Pager pager = new Pager();
    final Platform platform = new Platform(clock::now, clock);
    private final Path directory;
    private final Secret url;
    private final Connection time;
    private final SeededChance chance = new SeededChance(1);
    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final Plan plan;

    Fleet(Path directory, DataSource database, String url, Autonomy autonomy) throws SQLException {
        this.directory = directory;
        this.url = Secret.of(url);
        this.plan = Stage.plan(autonomy);
        this.time = database.getConnection();
        execute("CREATE SCHEMA simulated");
        execute("CREATE TABLE simulated.time (ms BIGINT)");
        execute("INSERT INTO simulated.time VALUES (0)");
        execute("CREATE FUNCTION simulated.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
                + " $$SELECT to_timestamp(ms / 1000.0) FROM simulated.time$$");
        execute("ALTER ROLE postgres SET search_path = public, simulated, pg_catalog");
        platform.deploy("dpl-1", "good");
    }

    /** Starts an agent. */
    Agent start(String name) {
        Agent agent = new Agent(name);
        agents.put(name, agent);
        agent.begin();
        return agent;
    }

    /** Lets {@code span} pass. */
    void pass(Duration span) {
        Instant end = clock.now().plus(span);
        while (clock.now().isBefore(end)) {
            Duration left = Duration.between(clock.now(), end);
            clock.advance(left.compareTo(STEP) < 0 ? left : STEP);
            List.copyOf(agents.values()).forEach(Agent::turn);
        }
    }

    /** Who decides. */
    List<String> deciding() {
        return agents.values().stream()
                .filter(agent -> agent.runs && agent.replica.decides())
                .map(agent -> agent.name)
                .toList();
    }

    /** How many messages of {@code kind} came to {@code endpoint}. */
    long received(String endpoint, Page.Kind kind) {
        return pager.received().stream()
                .map(Pager.Received::page)
                .filter(page -> page.endpoint().id().equals(endpoint) && page.kind() == kind)
                .count();
    }

    /** How many rows of {@code table} are in the database. */
    long stored(String table) throws SQLException {
        try (Statement statement = time.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = time.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One process; begun before anybody gets it. */
    @SuppressWarnings("NullAway.Init")
    final class Agent {
        final String name;
        private final List<Runnable> frozen = new ArrayList<>();
        private Loop loop;
        private SpooledLedger ledger;
        private Replica replica;
        private int lives;
        private boolean runs;
        private boolean paused;
        private boolean cut;

        Agent(String name) {
            this.name = name;
        }

        private void begin() {
            SqlLedger database = SqlLedger.postgresql(url, clock, new Contender(name + ++lives, name, lives));
            ledger = new SpooledLedger(new Wire(database), directory.resolve(name + ".spool"), clock);
            replica = new Replica(ledger, database.lease().map(Leash::new), clock);
            try {
                Replica.Opened opened = replica.open();
                State state = State.resumed(plan, opened.snapshot(), clock.now());
                loop = new Loop(state, new Loop.Ports(clock, chance, ledger, new Limbs(), step -> {}));
                ledger.whole(loop::whole);
                loop.heed(
                        opened.decides()
                                ? new Kept.Deciding(opened.handovers())
                                : new Kept.StandingBy(Optional.empty()));
                runs = true;
                evaluate(lives);
                keep(lives);
            } catch (LedgerHeld held) {
                throw new IllegalStateException(held);
            }
        }

        State state() {
            return loop.state();
        }

        Durability durability() {
            return ledger.health();
        }

        /** The database cannot be reached from here. */
        Agent cut() {
            cut = true;
            return this;
        }

        Agent mend() {
            cut = false;
            return this;
        }

        /** As SIGSTOP does: what it was about to do it does when it goes on. */
        Agent pause() {
            paused = true;
            return this;
        }

        Agent goOn() {
            paused = false;
            List<Runnable> now = List.copyOf(frozen);
            frozen.clear();
            now.forEach(Runnable::run);
            return this;
        }

        /** As {@code kill -9} does. */
        void kill() {
            boolean mended = cut;
            cut = true;
            runs = false;
            replica.close();
            cut = mended;
        }

        void restart() {
            kill();
            begin();
        }

        /** As SIGTERM does. */
        void stop() {
            loop.stop();
            loop.turn();
            runs = false;
            replica.close();
        }

        void say(Item item) {
            loop.post(item);
        }

        /** What becomes of {@code item}, of which it hears before anything else: also the first thing after a pause. */
        Heard ask(Item item) {
            Future<Heard> answer = loop.tell(List.of(item));
            loop.turn();
            return answer.resultNow();
        }

        private void turn() {
            if (runs && !paused) {
                loop.turn();
            }
        }

        private void run(int life, Runnable work) {
            if (!runs || life != lives) {
                return;
            }
            if (paused) {
                frozen.add(work);
            } else {
                work.run();
            }
        }

        private void keep(int life) {
            if (!runs || life != lives) {
                return;
            }
            if (!paused) {
                loop.heed(replica.keep());
                ledger.catchUp().ifPresent(found -> loop.post(new Item.Recovered(found, Optional.empty())));
            }
            clock.at(clock.now().plusSeconds(2), () -> keep(life));
        }

        private void evaluate(int life) {
            if (!runs || life != lives) {
                return;
            }
            if (!paused) {
                loop.post(new Item.Found(finding()));
                if (platform.list() instanceof Answer.Ok<View>(View.Served found)
                        && !found.deployments().isEmpty()) {
                    loop.post(new Item.Sighted(Sighting.of("api", found, clock.now())));
                }
            }
            clock.at(clock.now().plus(EVALUATION), () -> evaluate(life));
        }

        /** What carries steps out, a moment after they were handed over, as threads do. */
        private final class Limbs implements Hands {
            private final int life = lives;

            @Override
            public void deliver(Attempt attempt) {
                clock.at(clock.now().plus(LATENCY), () -> run(life, () -> send(attempt)));
            }

            private void send(Attempt attempt) {
                if (replica.mayTell()) {
                    Instant now = clock.now();
                    Outcome outcome =
                            new Outcome(attempt.page().id(), attempt.number(), pager.take(attempt.page(), now), now);
                    loop.post(new Item.Delivered(outcome));
                }
            }

            @Override
            public void carryOut(Task task) {
                clock.at(clock.now().plus(LATENCY), () -> run(life, () -> loop.post(new Item.Reported(report(task)))));
            }

            private Report report(Task task) {
                Instant at = clock.now();
                if (task instanceof Task.Perform perform && !replica.mayAct()) {
                    return new Report.Performed(
                            perform.act(),
                            perform.number(),
                            new Answer.Refused<>(Answer.Cause.NOT_ASKED, "another agent may decide by now"),
                            at);
                }
                return platform.report(task, at, at, () -> isBad() ? Reading.BAD : Reading.GOOD);
            }
        }

        /** The way to the database. */
        private void reach() throws LedgerGone {
            if (cut) {
                throw new LedgerGone(Why.UNREACHABLE, "cut");
            }
            try {
                execute("UPDATE simulated.time SET ms = " + clock.now().toEpochMilli());
            } catch (SQLException fault) {
                throw new LedgerGone(Why.UNREACHABLE, String.valueOf(fault.getMessage()), fault);
            }
        }

        private final class Wire implements Ledger {
            private final Ledger real;

            Wire(Ledger real) {
                this.real = real;
            }

            @Override
            public Snapshot load() throws LedgerGone {
                reach();
                return real.load();
            }

            @Override
            public String version() throws LedgerGone {
                reach();
                return real.version();
            }

            @Override
            public void commit(Changes changes) throws LedgerGone {
                reach();
                real.commit(changes);
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

        private final class Leash implements Lease {
            private final Lease real;

            Leash(Lease real) {
                this.real = real;
            }

            @Override
            public Hold hold() throws LedgerGone {
                reach();
                return real.hold();
            }

            @Override
            public boolean isHeld() {
                return real.isHeld();
            }

            @Override
            public void handOver(Changes turns) throws LedgerGone {
                reach();
                real.handOver(turns);
            }

            @Override
            public List<Handover> handedOver() throws LedgerGone {
                reach();
                return real.handedOver();
            }

            @Override
            public void close() {
                if (!cut) {
                    real.close();
                }
            }
        }
    }

    private boolean isBad() {
        return platform.serving().equals("bad");
    }

    private Finding finding() {
        List<Finding.Hit> hits = isBad() ? List.of(new Finding.Hit(Stage.LABELS, Map.of(), 1)) : List.of();
        Hold hold = new Hold(Duration.ZERO, Duration.ofMinutes(1));
        return new Finding(Stage.API_DOWN, hold, clock.now(), Finding.Occasion.INTERVAL, new Finding.Result.Met(hits));
    }

    @Override
    public void close() throws SQLException {
        agents.values().stream().filter(agent -> agent.runs).forEach(agent -> agent.replica.close());
        execute("ALTER ROLE postgres RESET search_path");
        execute("DROP SCHEMA simulated CASCADE");
        execute("DROP SCHEMA public CASCADE");
        execute("CREATE SCHEMA public");
        time.close();
    }
}
