package dev.tocsin.app;

import dev.tocsin.config.Fault;
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
 * The agent's place in the container: started and stopped with it, kept in order by its scheduler. Without {@link #CONFIG} there is
 * none: the container then runs for something else, such as a test.
 */
@ApplicationScoped
public class AgentBean {
    /** The property that names the configuration's file. */
    public static final String CONFIG = "tocsin.config";

    /** The property that names a file with environment variables. */
    public static final String ENV_FILE = "tocsin.env-file";

    private static final Logger LOG = Logger.getLogger(AgentBean.class);

    private final Vertx vertx;
    private final Optional<String> file;
    private final Optional<String> envFile;
    private final String version;
    private volatile Optional<Agent> agent = Optional.empty();
    private Optional<ErrorReports> reports = Optional.empty();

    AgentBean(
            Vertx vertx,
            @ConfigProperty(name = CONFIG) Optional<String> file,
            @ConfigProperty(name = ENV_FILE) Optional<String> envFile,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "development") String version) {
        this.vertx = vertx;
        this.file = file;
        this.envFile = envFile;
        this.version = version;
    }

    /** The agent, once it was started. */
    public Optional<Agent> agent() {
        return agent;
    }

    void start(@Observes StartupEvent event) {
        file.ifPresent(path -> start(Path.of(path)));
    }

    private void start(Path path) {
        try {
            KnownSecrets secrets = new KnownSecrets(ProcessEnvironment.with(envFile.map(Path::of)));
            Agent.Origin origin = new Agent.Origin(path, secrets, version, () -> vertx);
            switch (Agent.build(origin)) {
                case Agent.Built.Ready(Agent built, List<Fault> warnings) -> {
                    warnings.forEach(LOG::warn);
                    agent = Optional.of(built);
                    reports = reports(built.configuration().settings(), secrets);
                    built.start();
                    reloadOnHangup(built);
                }
                case Agent.Built.Refused(List<Fault> faults) -> {
                    faults.forEach(LOG::error);
                    Quarkus.asyncExit(1);
                }
            }
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

    private Optional<ErrorReports> reports(Settings settings, KnownSecrets secrets) {
        ErrorReports.Sender sender = new ErrorReports.Sender(settings.general().environment(), version);
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

    @Scheduled(every = "10m", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void checkpoint() {
        agent.ifPresent(Agent::checkpoint);
    }

    @Scheduled(cron = "0 17 3 * * ?")
    void tidy() {
        agent.ifPresent(Agent::tidy);
    }
}
