package dev.tocsin.app;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.Finding;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Loaded;
import dev.tocsin.http.Client;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Labels;
import dev.tocsin.route.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first half of the agent with the configuration and the rules that are shipped: real targets are really asked, by a clock that
 * the test moves. It starts at the machine's time, by which certificates are judged.
 */
final class Watch implements AutoCloseable {
    private static final Path SHIPPED = Path.of("tocsin.yml");

    private final SystemClock real = new SystemClock();
    private final SimulatedClock clock = new SimulatedClock(real.now());
    private final Client client = new Client(real, "test");
    private final Basis basis = new Basis(clock, clock, new OnTheSpot(), new OnTheSpot(), client);
    private final Sensing sensing;
    private final Routes routes;
    private Alerts alerts = Alerts.none();

    /**
     * Watches those targets of the shipped configuration that are called {@code name}.
     *
     * @param variables of the environment; all others are there and lead nowhere
     * @param more keys for the probe of the web, as lines of YAML
     */
    Watch(Path folder, String name, Map<String, String> variables, String more) throws IOException {
        this(only(name, configuration(Files.writeString(folder.resolve("tocsin.yml"), text(more)), variables)));
    }

    /** Watches all that is in {@code file}. */
    Watch(Path file, Map<String, String> variables) {
        this(configuration(file, variables));
    }

    private Watch(Configuration configuration) {
        routes = configuration.plan().routes();
        sensing = new Sensing(basis, configuration, this::found);
        sensing.replace(configuration);
    }

    private static String text(String more) throws IOException {
        String rules = Path.of("alert-rules").toAbsolutePath() + "/";
        return Files.readString(SHIPPED)
                .replace("[alert-rules/", "[" + rules)
                .replaceAll("(?m)^probes:\\n((?: {2,}.*\\n|$)*)", "probes:\n$1")
                .replace("series:\n  directory: var/series\n", "")
                .replace("    url: ${WEB_URL}\n", "    url: ${WEB_URL}\n" + more);
    }

    private static Configuration configuration(Path file, Map<String, String> variables) {
        Loaded<Configuration> loaded = Configuration.check(
                        file, name -> Optional.of(variables.getOrDefault(name, nowhere(name))))
                .loaded();
        return switch (loaded) {
            case Loaded.Ready<Configuration> ready -> ready.value();
            case Loaded.Refused<Configuration> refused ->
                throw new AssertionError(refused.faults().toString());
        };
    }

    private static String nowhere(String variable) {
        return variable.endsWith("_URL") || variable.equals("SLACK_WEBHOOK") ? "http://127.0.0.1:9" : "127.0.0.1:9";
    }

    private static Configuration only(String name, Configuration all) {
        Settings settings = all.settings();
        Settings.Watching watching = settings.watching();
        Settings.Watching few = new Settings.Watching(
                watching.probes().stream()
                        .filter(probe -> probe.name().equals(name))
                        .toList(),
                watching.scrapes().stream()
                        .filter(job -> job.name().equals(name))
                        .toList(),
                watching.collectors().stream()
                        .filter(collector -> collector.name().equals(name))
                        .toList());
        return new Configuration(
                all.file(),
                new Settings(
                        settings.general(),
                        few,
                        settings.telling(),
                        settings.acting(),
                        settings.rules(),
                        settings.running(),
                        settings.written()),
                // Room to grow has rules of its own, which see the same trouble earlier: theirs are another test's.
                all.groups().stream()
                        .filter(group -> !group.name().equals("capacity"))
                        .toList());
    }

    private void found(Finding finding) {
        alerts = alerts.advance(List.of(finding));
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    /** What fires. */
    List<Alert> firing() {
        return alerts.firing().toList();
    }

    /** What fires or is pending, by name. */
    List<String> known() {
        return alerts.stream().map(Alert::name).toList();
    }

    /** By which ladders an alert with {@code labels} climbs. */
    List<String> policies(Labels labels) {
        return routes.match(labels).stream()
                .flatMap(route -> route.target().policy().stream())
                .toList();
    }

    /** What the targets said last, for a test that fails. */
    String said() {
        return sensing.probes() + " " + sensing.scrapes() + " " + sensing.collectors();
    }

    @Override
    public void close() {
        sensing.close();
        basis.close();
    }
}
