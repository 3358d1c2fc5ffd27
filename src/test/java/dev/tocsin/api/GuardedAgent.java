package dev.tocsin.api;

import dev.tocsin.access.Role;
import dev.tocsin.access.Token;
import dev.tocsin.clock.SystemChance;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.pagerduty.FakePagerDuty;
import dev.tocsin.lab.slack.FakeSlack;
import dev.tocsin.lab.smtp.MailSink;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An agent inside the test's Quarkus that wants tokens and takes signed messages; what it watches is down from the start. */
public final class GuardedAgent implements QuarkusTestResourceLifecycleManager {
    static final Secret SLACK = Secret.of("slack-signing-secret");
    static final Secret PAGERDUTY = Secret.of("pagerduty-webhook-secret");
    static final String APPROVER = "U0BEA";
    static final String OPERATOR = "U0ANN";
    static final String VIEWER = "U0CYN";

    private static final String CONFIGURATION = """
        global:
          environment: test
          evaluation_interval: 200ms
          external_url: http://localhost:9911
          smtp_smarthost: 127.0.0.1:%d
          smtp_from: tocsin@example.test
          smtp_require_tls: false
        rule_files: [shop.rules.yml]
        probes:
          - {name: shop, service: shop, url: "%s/health", interval: 200ms}
        people:
          - {name: ann, slack_user: U0ANN, webhook_configs: [{url: "%s/chat"}]}
          - {name: bea, slack_user: U0BEA, may: approver, webhook_configs: [{url: "%s/chat"}]}
          - {name: cyn, slack_user: U0CYN, may: viewer, webhook_configs: [{url: "%s/chat"}]}
        receivers:
          - name: chat
            slack_configs: [{api_url: "%s", channel: "#alerts"}]
            email_configs: [{to: team@example.test}]
            webhook_configs: [{url: "%s/told", send_updates: true}]
        route: {receiver: chat, group_by: [alertname], group_wait: 0s, group_interval: 200ms}
        ledger: {path: ledger.db}
        hooks:
          slack: {signing_secret: slack-signing-secret}
          pagerduty:
            subscriptions: [{secret: another-webhook-secret}, {secret: pagerduty-webhook-secret}]
            api_token: pagerduty-api-token
            api_url: "%s"
          mail: {secret: a-secret-for-links-in-mails}
        web:
          tokens:
            - {name: v, role: viewer, hash: "%s"}
            - {name: o, role: operator, hash: "%s"}
            - {name: a, role: approver, hash: "%s"}
        """;

    private static final String RULES = """
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: probe_success{service="shop"} == 0
                labels: {severity: critical, service: shop}
        """;

    private final SystemClock clock = new SystemClock();
    private final Map<Role, Token.Minted> tokens = new EnumMap<>(Role.class);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private @Nullable FakeSlack slack;
    private @Nullable MailSink mail;
    private @Nullable FakePagerDuty pagerDuty;
    private @Nullable LoopbackServer shop;

    @Override
    public Map<String, String> start() {
        SystemChance chance = new SystemChance();
        for (Role role : Role.values()) {
            tokens.put(role, Token.mint(chance));
        }
        slack = FakeSlack.start(clock, "token", 0).channel("#alerts");
        mail = MailSink.start(clock, 0);
        pagerDuty = FakePagerDuty.start(clock, 0);
        shop = LoopbackServer.start(0, this::answer);
        try {
            Path home = Files.createTempDirectory("guarded");
            Files.writeString(home.resolve("shop.rules.yml"), RULES);
            Files.writeString(home.resolve("tocsin.yml"), configuration());
            return Map.of("tocsin.config", home.resolve("tocsin.yml").toString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private Reply answer(Call call) {
        if (call.path().equals("/told")) {
            told.add(call.text());
        }
        return call.path().equals("/health") ? Reply.of(503, "closed") : Reply.of(200, "ok");
    }

    /** What the webhook was told, updates too. */
    List<String> told() {
        return List.copyOf(told);
    }

    private String configuration() {
        String server = Objects.requireNonNull(shop).uri().toString();
        return CONFIGURATION.formatted(
                mail().port(),
                server,
                server,
                server,
                server,
                slack().webhook("#alerts", "hook"),
                server,
                pagerDuty().uri(),
                hash(Role.VIEWER),
                hash(Role.OPERATOR),
                hash(Role.APPROVER));
    }

    FakeSlack slack() {
        return Objects.requireNonNull(slack);
    }

    FakePagerDuty pagerDuty() {
        return Objects.requireNonNull(pagerDuty);
    }

    MailSink mail() {
        return Objects.requireNonNull(mail);
    }

    String token(Role role) {
        return Objects.requireNonNull(tokens.get(role)).secret().reveal();
    }

    private String hash(Role role) {
        return Objects.requireNonNull(tokens.get(role)).hash();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(GuardedAgent.class));
    }

    @Override
    public void stop() {
        slack().close();
        mail().close();
        pagerDuty().close();
        Objects.requireNonNull(shop).close();
    }
}
