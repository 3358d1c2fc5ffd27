package dev.tocsin.app;

import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.ledger.LedgerHeld;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/**
 * The agent's place in the container: started and stopped with it, kept in order by its scheduler. It is the one that {@code main} gave
 * a {@link Headstart}, else one of the file that {@link #CONFIG} names; without either there is none: the container then runs for something
 * else, such as a test.
 */
@ApplicationScoped
public class AgentBean {
    /** The property that names the configuration's file. */
    private static final String CONFIG = "tocsin.config";

    private static final Logger LOG = Logger.getLogger(AgentBean.class);

    private final Vertx vertx;
    private final Optional<String> file;
    private final String version;
    private volatile Optional<Agent> agent = Optional.empty();
    private Optional<ErrorReports> reports = Optional.empty();

    AgentBean(
            Vertx vertx,
            @ConfigProperty(name = CONFIG) Optional<String> file,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "development") String version) {
        this.vertx = vertx;
        this.file = file;
        this.version = version;
    }

    /** The agent, once it was started. */
    public Optional<Agent> agent() {
        return agent;
    }

    void start(@Observes StartupEvent event) {
        Headstart.taken().or(this::ownStart).ifPresent(this::start);
    }

    private Optional<Headstart> ownStart() {
        return file.map(path -> Headstart.of(Path.of(path), ProcessEnvironment.with(Optional.empty()), version))
                .flatMap(AgentBean::ready);
    }

    private static Optional<Headstart> ready(Loaded<Headstart> loaded) {
        return switch (loaded) {
            case Loaded.Ready<Headstart>(Headstart begun, List<Fault> _) -> Optional.of(begun);
            case Loaded.Refused<Headstart>(List<Fault> faults) -> {
                faults.forEach(LOG::error);
                Quarkus.asyncExit(1);
                yield Optional.empty();
            }
        };
    }

    private void start(Headstart begun) {
        try {
            begun.warnings().forEach(LOG::warn);
            Agent built = begun.agent(vertx);
            agent = Optional.of(built);
            reports = reports(built, begun.secrets());
            built.start();
            reloadOnHangup(built);
        } catch (LedgerHeld held) {
            LOG.errorf("not started: %s", held.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    /** As daemons do, Prometheus among them. */
    private static void reloadOnHangup(Agent agent) {
        try {
            Signal.handle(new Signal("HUP"), signal -> agent.reload());
        } catch (IllegalArgumentException unknown) {
            LOG.debugf("no reload by SIGHUP on this system: %s", unknown.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        agent.ifPresent(Agent::close);
        reports.ifPresent(ErrorReports::close);
    }

    private static Optional<ErrorReports> reports(Agent agent, KnownSecrets secrets) {
        Settings settings = agent.configuration().settings();
        ErrorReports.Sender sender = new ErrorReports.Sender(settings.general().environment(), agent.version());
        return settings.running().sentryDsn().map(dsn -> ErrorReports.start(dsn, sender, secrets));
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keepHouse() {
        agent.ifPresent(Agent::keepHouse);
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keepLease() {
        agent.ifPresent(Agent::keepLease);
    }

    /** First soon after the start, which reads much that is not read again. */
    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void shrink() {
        Footprint.shrink();
    }

    @Scheduled(every = "10m", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void checkpoint() {
        agent.ifPresent(Agent::checkpoint);
    }

    @Scheduled(cron = "0 17 3 * * ?")
    void tidy() {
        agent.ifPresent(Agent::tidy);
    }
}
