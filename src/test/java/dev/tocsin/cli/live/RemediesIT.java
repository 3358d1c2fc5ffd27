package dev.tocsin.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.railway.FakeRailway;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restart and scale with a real process: an app that hangs is started anew, one with too much to do gets another replica. */
class RemediesIT {
    private static final String TOKEN = "0f1e2d3c-aaaa-bbbb-cccc-1234567890ab";
    private static final int QUIET = 100;
    private static final int BUSY = 6000;

    private static final String RULES = """
            groups:
              - name: live
                interval: 1s
                rules:
                  - alert: ApiDown
                    expr: probe_success{service="api"} == 0
                    labels: {severity: critical, service: api}
                  - alert: Traffic
                    expr: requests_per_minute > 5000
                    labels: {severity: medium, service: api}
            """;

    private static final String CONFIGURATION = """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [live.rules.yml]
            services:
              - name: api
                watch: 1s
                platform:
                  railway:
                    url: ${RAILWAY}
                    project_id: shop
                    environment_id: production
                    service_id: api
                    token: ${TOKEN}
                    token_kind: project
            probes: [{name: api, service: api, url: "${APP}/health", interval: 1s, timeout: 900ms}]
            scrape_configs: [{job_name: api, targets: ["${APP}/metrics"]}]
            receivers: [{name: nobody}]
            route: {receiver: nobody, group_by: [alertname], group_wait: 0s, group_interval: 1s}
            ledger: {path: ledger.db}
            remedies:
              - name: restart-api
                matchers: ['alertname="ApiDown"']
                act: restart
                service: api
                autonomy: auto
                verify: {signal: 'probe_success{service="api"} == 1', for: 1s, within: 30s}
                pace: {call: 5s, poll: 1s, patience: 20s, settle: 1s, finish: 30s}
              - name: scale-api
                matchers: ['alertname="Traffic"']
                act: scale
                service: api
                autonomy: auto
                replicas: {step: 1, min: 2, max: 10}
                verify: {signal: 'requests_per_minute < bool 5000', for: 1s, within: 30s}
                pace: {call: 5s, poll: 1s, patience: 20s, settle: 1s, finish: 30s}
            """;

    @TempDir
    Path home;

    private volatile boolean hangs;
    private volatile int requests = QUIET;

    @Test
    void whatHangsIsStartedAnewAndWhatIsBusyGetsAReplica() {
        try (Scene scene = new Scene(home);
                FakeRailway railway = FakeRailway.start(
                        scene.clock(),
                        new FakeRailway.Settings("shop", "production", "api", TOKEN, FakeRailway.Times.QUICK),
                        0);
                LoopbackServer app = LoopbackServer.start(0, this::answer)) {
            railway.deploy("good");
            railway.scale(2);
            Sidecar agent = scene.agent(
                    "one",
                    CONFIGURATION,
                    RULES,
                    Map.of(
                            "RAILWAY",
                            railway.url().toString(),
                            "TOKEN",
                            TOKEN,
                            "APP",
                            app.uri().toString()));

            hangs = true;
            scene.await(
                    Scene.PATIENCE,
                    "it is started anew",
                    () -> !railway.changes("deploymentRestart").isEmpty());
            hangs = false;
            scene.await(Scene.PATIENCE, "that helped", () -> agent.incidents().isEmpty());

            requests = BUSY;
            scene.await(
                    Scene.PATIENCE,
                    "a replica more",
                    () -> !railway.changes("serviceInstanceUpdate").isEmpty());
            requests = QUIET;
            scene.await(Scene.PATIENCE, "that helped", () -> agent.incidents().isEmpty());

            assertThat(railway.changes("deploymentRestart")).hasSize(1);
            assertThat(railway.changes("serviceInstanceUpdate")).hasSize(1);
            assertThat(railway.rollbacks()).isEmpty();
        }
    }

    private Reply answer(Call call) {
        return call.path().equals("/metrics")
                ? new Reply(
                        200,
                        Map.of("Content-Type", "text/plain; version=0.0.4"),
                        "requests_per_minute " + requests + "\n")
                : Reply.of(hangs ? 503 : 200, "");
    }
}
