package dev.tocsin.api;

import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Scratch;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An agent inside the test's Quarkus, with a folder of its own, that watches a shop and tells a chat: both real servers. */
public final class RunningAgent implements QuarkusTestResourceLifecycleManager {
    private static final String RULES = """
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: probe_success{service="shop"} == 0
                labels: {severity: critical, service: shop}
                annotations: {summary: the shop is down}
        """;

    private final List<Call> chat = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean open = true;
    private @Nullable Path folder;
    private @Nullable LoopbackServer server;

    @Override
    public Map<String, String> start() {
        try {
            LoopbackServer listening = LoopbackServer.start(0, this::answer);
            Path home = Files.createTempDirectory("agent");
            Files.writeString(home.resolve("shop.rules.yml"), RULES);
            Files.writeString(
                    home.resolve("tocsin.yml"), configuration(listening.uri().toString(), home));
            server = listening;
            folder = home;
            return Map.of("tocsin.config", home.resolve("tocsin.yml").toString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String configuration(String server, Path home) {
        return """
            global: {environment: test, evaluation_interval: 200ms}
            rule_files: [shop.rules.yml]
            probes:
              - {name: shop, service: shop, url: "%s/health", interval: 200ms}
            scrape_configs:
              - {job_name: neighbour, scrape_interval: 200ms, static_configs: [{targets: ["%s"]}]}
            flap_control: {starts: 0}
            ledger: {path: %s/ledger.db}
            """.formatted(server, server.replace("http://", ""), home) + telling(server);
    }

    /** What an Alertmanager that tells {@code server} has in its configuration, too. */
    public static String telling(String server) {
        return """
            receivers:
              - {name: chat, webhook_configs: [{url: "%s/chat"}]}
              - {name: tools, webhook_configs: [{url: "%s/tools"}]}
              - {name: tools-eu, webhook_configs: [{url: "%s/tools", send_resolved: false}]}
            route:
              receiver: chat
              group_by: [alertname]
              group_wait: 0s
              group_interval: 200ms
              routes:
                - {receiver: tools, group_by: ['...'], matchers: ['team="tools"'], continue: true}
                - receiver: tools
                  matchers: ['team=~"tools|kit"', 'severity!="info"']
                  routes:
                    - {receiver: tools-eu, matchers: ['zone=~"eu-.*"'], mute_time_intervals: [never]}
            time_intervals: [{name: never, time_intervals: [{years: ['1999']}]}]
            inhibit_rules:
              - source_matchers: ['alertname="ToolsDown"']
                target_matchers: ['alertname!="ToolsDown"']
                equal: [team, zone]
            """.formatted(server, server, server);
    }

    private Reply answer(Call call) {
        if (call.path().equals("/chat")) {
            chat.add(call);
            return Reply.of(200, "ok");
        }
        if (call.path().equals("/act")) {
            asked.incrementAndGet();
            return Reply.of(202, "");
        }
        if (call.path().equals("/metrics")) {
            return Reply.of(200, "probe_success{instance=\"far\",job=\"far\"} 1\n");
        }
        return Reply.of(open ? 200 : 503, "");
    }

    /** The shop opens or closes. */
    public void open(boolean next) {
        open = next;
    }

    /** How often the shop was asked to do something. */
    public int asked() {
        return asked.get();
    }

    /** What the chat was told. */
    public List<String> told() {
        return chat.stream().map(Call::text).toList();
    }

    /** The agent's configuration. */
    public Path configuration() {
        return java.util.Objects.requireNonNull(folder).resolve("tocsin.yml");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RunningAgent.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
        if (folder != null) {
            Scratch.remove(folder);
        }
    }
}
