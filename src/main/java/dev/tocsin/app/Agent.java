package dev.tocsin.app;

import dev.tocsin.alert.Finding;
import dev.tocsin.clock.Clock;
import dev.tocsin.clock.SystemChance;
import dev.tocsin.config.Environment;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.engine.Hands;
import dev.tocsin.engine.Heard;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.engine.Loop;
import dev.tocsin.engine.State;
import dev.tocsin.engine.Step;
import dev.tocsin.engine.Strain;
import dev.tocsin.heartbeat.HeartbeatStatus;
import dev.tocsin.heartbeat.Heartbeats;
import dev.tocsin.heartbeat.Pulse;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Mounts;
import dev.tocsin.ledger.spool.Kept;
import dev.tocsin.ledger.spool.OpenLedger;
import dev.tocsin.ledger.spool.Replica;
import dev.tocsin.notify.Attempt;
import dev.tocsin.remedy.Signals;
import dev.tocsin.remedy.Task;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The agent, put together: everything that runs, and how it starts, reloads and stops. One a process. {@link #start} and
 * {@link #close} are called once each; the rest is for any thread.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Agent.class);
    /** Which part of the heap the queries of people may take: one half; those of rules get a quarter, those of remedies an eighth. */
    private static final int PEOPLE = 2;

    private static final int REMEDIES = 8;

    private static final Duration HEARING = Duration.ofSeconds(2);
    private static final Duration LAST_TURN = Duration.ofSeconds(2);

    private final Origin origin;
    private final Basis basis;
    private final Kinds kinds;
    private final OpenLedger ledger;
    private final Loop loop;
    private final Thread loopThread;
    private final Instant since;
    private final Sensing sensing;
    private final Reaching reaching;
    private final Heartbeats heartbeats;
    private final Rostering rostering;
    private final QueryDesk desk;
    private final Configuration started;
    /** Touched by the thread that keeps house alone. */
    private final Strain strain = new Strain();

    private volatile Configuration configuration;
    private volatile Reload lastReload;
    private volatile FileWatch files;

    /** Where the agent's configuration comes from, and what it is built with; {@code vertx} sends mails. */
    public record Origin(Path file, Environment environment, String version, Supplier<Vertx> vertx) {}

    /** How the last load of the configuration went. */
    public record Reload(boolean successful, Instant at, List<Fault> faults) {
        public Reload {
            faults = List.copyOf(faults);
        }
    }

    private Agent(Blueprint blueprint, OpenLedger ledger) {
        this.origin = blueprint.origin();
        this.basis = blueprint.basis();
        this.kinds = blueprint.kinds();
        this.started = blueprint.configuration();
        this.configuration = started;
        // Not before the ledger is there: its files may be new in a directory that is looked at.
        this.files = FileWatch.of(blueprint.looked());
        this.ledger = ledger;
        this.since = basis.clock().now();
        this.lastReload = new Reload(true, since, List.of());
        Replica.Opened opened = ledger.opened();
        State state = State.resumed(
                configuration.plan(), opened.snapshot(), basis.clock().now());
        Loop.Ports ports =
                new Loop.Ports(basis.clock(), new SystemChance(), ledger.ledger(), new Handing(), this::stepped);
        this.loop = new Loop(state, ports);
        ledger.ledger().whole(loop::whole);
        loop.heed(opened.decides() ? new Kept.Deciding(opened.handovers()) : new Kept.StandingBy(Optional.empty()));
        Settings.Asking asking = configuration.settings().running().asking();
        this.desk = new QueryDesk(asking.limits(), asking.switches().language(), basis.room(PEOPLE), basis.clock());
        this.sensing = new Sensing(basis, configuration, this::found);
        this.reaching = new Reaching(basis, signals(asking), configuration, ledger.replica(), this::reached);
        this.heartbeats = new Heartbeats(new Heartbeats.Ports(
                basis.clock(), basis.timers(), new SystemChance(), basis.waiting(), basis.client(), this::pulse));
        this.rostering = new Rostering(basis, this::reached);
        this.loopThread = Thread.ofPlatform().name("loop").unstarted(loop::run);
    }

    /** Remedies ask beside people, so that these do not keep them waiting. */
    private Signals signals(Settings.Asking asking) {
        QueryDesk own =
                new QueryDesk(asking.limits(), asking.switches().language(), basis.room(REMEDIES), basis.clock());
        return new Signaling(own, sensing.series(), basis.clock());
    }

    /** Opens the ledger and puts everything together; nothing runs yet. Throws when another agent has the ledger. */
    static Agent of(Blueprint blueprint) throws LedgerHeld {
        OpenLedger ledger = OpenLedger.of(
                blueprint.configuration().settings().running().ledger(),
                blueprint.basis().clock(),
                Host.contender(),
                Mounts.ofThisMachine());
        ledger.warnings().forEach(LOG::warn);
        return new Agent(blueprint, ledger);
    }

    /** Starts everything and returns. */
    public void start() {
        loopThread.start();
        sensing.replace(configuration);
        reaching.replace(configuration);
        heartbeats.replace(configuration.settings().running().heartbeats());
        rostering.replace(configuration);
        Settings settings = configuration.settings();
        LOG.infof(
                "started environment=%s probes=%d scrape_jobs=%d rule_groups=%d ledger=%s",
                settings.general().environment(),
                settings.watching().probes().size(),
                settings.watching().scrapes().size(),
                configuration.groups().size(),
                settings.running().ledger().postgresql().isPresent()
                        ? "postgresql"
                        : settings.running().ledger().sqlite());
    }

    /**
     * Loads the configuration anew. With any fault the old one stays in force, and all faults are in what this returns; else the
     * warnings are, those of keys that take effect after a restart too.
     */
    public synchronized Reload reload() {
        Instant now = basis.clock().now();
        Configuration.Check check = Configuration.read(origin.file(), origin.environment(), kinds);
        files = FileWatch.of(check.looked());
        switch (check.loaded()) {
            case Loaded.Refused<Configuration>(List<Fault> faults) -> {
                faults.forEach(fault -> LOG.errorf("reload refused: %s", fault));
                lastReload = new Reload(false, now, faults);
            }
            case Loaded.Ready<Configuration>(Configuration next, List<Fault> warnings) -> {
                adopt(next);
                List<Fault> all = Stream.concat(warnings.stream(), Restart.needed(started, next).stream())
                        .toList();
                all.forEach(LOG::warn);
                lastReload = new Reload(true, now, all);
            }
        }
        return lastReload;
    }

    private void adopt(Configuration next) {
        configuration = next;
        loop.reload(next.plan());
        sensing.replace(next);
        reaching.replace(next);
        heartbeats.replace(next.settings().running().heartbeats());
        rostering.replace(next);
        LOG.infof("reloaded file=%s rule_groups=%d", next.file(), next.groups().size());
    }

    /** Loads the configuration anew if any of its files is another, once nobody writes at it any more. */
    private synchronized void reloadIfChanged() {
        if (files.isChanged()) {
            LOG.infof("reloading, since changed: %s", files.changes());
            reload();
        }
    }

    /** Tells the loop of something that came from outside. */
    public void post(Item item) {
        loop.post(item);
    }

    /**
     * As {@link #post}, but comes back once the turn is over that heard them, and says whether they count and will outlive a restart;
     * after two seconds in any case. For who tells somebody that it was heard.
     */
    public Heard tell(Item... items) {
        try {
            return loop.tell(List.of(items)).get(HEARING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.warn("a turn takes long: what was said may be heard in it");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return Heard.LATE;
    }

    /** The state after the last turn that is durable. */
    public State state() {
        return loop.state();
    }

    /** Whether turns are taken in time: when not, nobody is told of anything. */
    public boolean isTurning() {
        Duration since = Duration.between(loop.lastTurn(), basis.clock().now());
        return loopThread.isAlive() && since.compareTo(Duration.ofSeconds(10)) < 0;
    }

    /** Which version of the agent this is. */
    public String version() {
        return origin.version();
    }

    /** When it was put together. */
    public Instant since() {
        return since;
    }

    public Clock clock() {
        return basis.clock();
    }

    public Configuration configuration() {
        return configuration;
    }

    /** Where people's queries are evaluated. */
    public QueryDesk desk() {
        return desk;
    }

    public Reload lastReload() {
        return lastReload;
    }

    public Sensing sensing() {
        return sensing;
    }

    /** Of each service whose platform did not say what serves: why. */
    public Map<String, String> blind() {
        return reaching.blind();
    }

    /** Whether this agent decides; when not, another on the same database does, and this one watches. */
    public boolean decides() {
        return ledger.replica().decides();
    }

    /** How the signs of life fare that are sent. */
    public List<HeartbeatStatus> heartbeats() {
        return heartbeats.status();
    }

    private Pulse pulse() {
        Line line = new Line(decides(), isTurning(), durability(), sensing.rules(), since);
        return line.pulse(basis.clock().now());
    }

    /** How durable a turn would be now. */
    public Durability durability() {
        return ledger.ledger().health();
    }

    /** What was, for people to look at. */
    public History history() {
        return ledger.history();
    }

    /** What is to be done every few seconds, on a thread that may wait. */
    void keepHouse() {
        sensing.keepHouse();
        strain.findings(loop.latest(), sensing.rules(), basis.clock().now()).forEach(this::found);
        reloadIfChanged();
        ledger.ledger().catchUp().ifPresent(found -> {
            LOG.infof(
                    "the ledger is back: taking over open_incidents=%d undelivered=%d from before the start",
                    found.incidents().size(), found.parcels().size());
            loop.post(new Item.Recovered(found, Optional.empty()));
        });
    }

    /** Renews the lease or tries to take it: every other second, on a thread that may wait, which nothing else delays. */
    void keepLease() {
        loop.heed(ledger.replica().keep());
    }

    /** Packs the samples on the disk. */
    void checkpoint() {
        sensing.checkpoint();
    }

    /** Deletes what is older than the configuration keeps. */
    void tidy() {
        try {
            ledger.ledger()
                    .tidy(
                            configuration.settings().running().ledger().retention(),
                            basis.clock().now());
        } catch (LedgerGone gone) {
            LOG.warnf("nothing tidied: %s", gone.getMessage());
        }
    }

    /** Stops looking, lets what is under way end, takes a last turn, and closes the ledger. At most ten seconds. */
    @Override
    public void close() {
        heartbeats.close();
        sensing.close();
        reaching.close();
        rostering.close();
        basis.close();
        keepLease();
        loop.stop();
        try {
            // One that was never started has no last turn to wait for.
            if (loopThread.isAlive()) {
                loopThread.join(LAST_TURN);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        ledger.close();
        LOG.info("stopped");
    }

    private void reached(Item item) {
        if (item instanceof Item.Sighted(Sighting sighting)) {
            sensing.sighted(sighting);
        }
        loop.post(item);
    }

    private void found(Finding finding) {
        loop.post(new Item.Found(finding));
    }

    private void stepped(Step step) {
        sensing.stepped(step);
    }

    /** The loop is made before what carries its steps out, since that posts to it; it turns only once both are there. */
    private final class Handing implements Hands {
        @Override
        public void deliver(Attempt attempt) {
            reaching.deliver(attempt);
        }

        @Override
        public void carryOut(Task task) {
            reaching.carryOut(task);
        }
    }
}
