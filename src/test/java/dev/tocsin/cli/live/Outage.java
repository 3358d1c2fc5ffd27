package dev.tocsin.cli.live;

import dev.tocsin.lab.pagerduty.FakePagerDuty;
import dev.tocsin.lab.pagerduty.Notification;
import dev.tocsin.lab.world.App;
import dev.tocsin.lab.world.App.Release;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A world in real time: an app that may break, a PostgreSQL that may stop, PagerDuty with ann, bea after {@link #FIRST} and cyn after
 * another {@link #SECOND}, and the agents that watch it.
 */
final class Outage implements AutoCloseable {
    /** How long ann has before bea is told. */
    static final Duration FIRST = Duration.ofSeconds(6);

    /** How long bea has before cyn is told. */
    static final Duration SECOND = Duration.ofSeconds(20);

    private static final Release GOOD = new Release("1", true);
    private static final Release BAD = new Release("2", false);

    private static final String RULES = """
            groups:
              - name: live
                interval: 1s
                rules:
                  - alert: ApiDown
                    expr: probe_success{service="api"} == 0
                    labels: {severity: critical}
                    annotations: {summary: the API is down}
            """;

    private static final String CONFIGURATION = """
            global: {scrape_interval: 1s, evaluation_interval: 1s, pagerduty_url: "${PAGERDUTY}"}
            rule_files: [live.rules.yml]
            services: [{name: api}]
            probes:
              - name: api
                service: api
                url: ${APP}/health
                interval: 1s
                timeout: 900ms
                json: [{pointer: /database, equals: true}]
            people:
              - {name: ann, pagerduty_configs: [{routing_key: "${KEY_ANN}"}]}
              - {name: bea, pagerduty_configs: [{routing_key: "${KEY_BEA}"}]}
              - {name: cyn, pagerduty_configs: [{routing_key: "${KEY_CYN}"}]}
            escalation_policies:
              - name: on-call
                escalation_rules:
                  - {targets: [ann], escalation_delay: %ds}
                  - {targets: [bea], escalation_delay: %ds}
                  - {targets: [cyn], escalation_delay: 10m}
            receivers: [{name: nobody}]
            route: {receiver: nobody, escalation_policy: on-call, group_by: [service], group_wait: 1s, group_interval: 2s}
            ledger: {postgresql: {url: "${LEDGER}"}, spool: spool}
            """.formatted(FIRST.toSeconds(), SECOND.toSeconds());

    private final Path home;
    private final Scene scene;
    private final App app;
    private final FakePagerDuty pagerDuty;
    private EmbeddedPostgres database;

    Outage(Path home) {
        this.home = home;
        this.scene = new Scene(home);
        this.app = new App(scene.clock(), GOOD);
        this.pagerDuty = FakePagerDuty.start(scene.clock(), 0)
                .person(key("ann"), "ann")
                .person(key("bea"), "bea")
                .person(key("cyn"), "cyn");
        this.database = serve(0);
    }

    /** Thirty-two characters, as PagerDuty's are. */
    private static String key(String person) {
        return (person + "0".repeat(32)).substring(0, 32);
    }

    private EmbeddedPostgres serve(int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(home.resolve("postgresql"))
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Another agent on the database, ready. */
    Sidecar agent(String name) {
        return scene.agent(name, CONFIGURATION, RULES, variables());
    }

    private Map<String, String> variables() {
        return Map.of(
                "APP", app.uri().toString(),
                "PAGERDUTY", pagerDuty.uri() + "/v2/enqueue",
                "KEY_ANN", key("ann"),
                "KEY_BEA", key("bea"),
                "KEY_CYN", key("cyn"),
                "LEDGER", "postgresql://postgres:any@127.0.0.1:" + database.getPort() + "/postgres");
    }

    void breakApp() {
        app.run(BAD);
    }

    void mendApp() {
        app.run(GOOD);
    }

    /** The database goes without a word, as a machine does that is switched off. */
    void stopDatabase() throws IOException {
        database.close();
    }

    /** It is back at its old address, with what it had. */
    void startDatabase() {
        database = serve(database.getPort());
    }

    Instant now() {
        return scene.now();
    }

    /** Whose phones rang, in order. */
    List<String> rang() {
        return pagerDuty.notified().stream().map(Notification::person).toList();
    }

    /** When somebody's phone rang for the first time. */
    Instant rangAt(String person) {
        return pagerDuty.notified().stream()
                .filter(one -> one.person().equals(person))
                .findFirst()
                .orElseThrow(() -> new AssertionError(person + " was never told: " + rang()))
                .at();
    }

    /** What PagerDuty still shows as open. */
    List<String> open() {
        return pagerDuty.open();
    }

    /** The agent that decides. */
    Sidecar holder() {
        return scene.agents().stream()
                .filter(Sidecar::decides)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody decides"));
    }

    /** Waits until {@code person}'s phone rings. */
    void awaitRinging(String person) {
        await(person + "'s phone rings", () -> rang().contains(person));
    }

    /** Waits until {@code condition} holds, as long as is fair. */
    void await(String what, BooleanSupplier condition) {
        await(Scene.PATIENCE, what, condition);
    }

    /** Waits until {@code condition} holds, {@code longest} at most. */
    void await(Duration longest, String what, BooleanSupplier condition) {
        scene.await(longest, what, condition);
    }

    /** Lets real time pass. */
    void pass(Duration time) {
        scene.pass(time);
    }

    @Override
    public void close() throws IOException {
        scene.close();
        database.close();
        pagerDuty.close();
        app.close();
    }
}
