package dev.tocsin.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.ChannelContract;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Delivery;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookChannelTest extends ChannelContract {
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final LoopbackServer hook = LoopbackServer.start(0, call -> {
        calls.add(call);
        return Reply.of(200, "");
    });

    @Override
    protected ChannelKind kind() {
        return new Webhook(posting, wording);
    }

    @Override
    protected String entry(URI base) {
        return "{url: '" + base
                + "/hook', http_config: {authorization: {credentials: '${SECRET}'}, follow_redirects: false}}";
    }

    @Override
    protected Reply accepted() {
        return Reply.of(204, "");
    }

    @AfterEach
    void close() {
        hook.close();
    }

    @Test
    void postsWhatAlertmanagerWould() throws JsonProcessingException {
        assertThat(channel(hook.uri()).send(page(Kind.TRIGGER), clock.now().plusSeconds(5)))
                .isEqualTo(new Delivery.Accepted(""));

        assertThat(calls.getFirst().header("authorization")).contains("Bearer " + SECRET);
        assertThat(calls.getFirst().header("content-type")).contains("application/json");
        JsonNode body = new ObjectMapper().readTree(calls.getFirst().text());
        assertThat(body).isEqualTo(new ObjectMapper().readTree("""
                {"version": "4", "groupKey": "{}:{alertname=\\"ApiDown\\", service=\\"api\\"}", "truncatedAlerts": 0,
                 "status": "firing", "receiver": "team", "notification_reason": "escalated",
                 "groupLabels": {"alertname": "ApiDown", "service": "api"},
                 "commonLabels": {"alertname": "ApiDown", "env": "production", "job": "health", "service": "api", "severity": "critical"},
                 "commonAnnotations": {"description": "3 of 4 health checks failed", "runbook_url": "https://runbooks.example.com/api-down",
                   "summary": "API does not answer"},
                 "routeLabels": {}, "externalURL": "https://tocsin.example.com",
                 "alerts": [{"status": "firing",
                   "labels": {"alertname": "ApiDown", "env": "production", "job": "health", "service": "api", "severity": "critical"},
                   "annotations": {"description": "3 of 4 health checks failed", "runbook_url": "https://runbooks.example.com/api-down",
                     "summary": "API does not answer"},
                   "startsAt": "2026-11-22T10:00:00Z", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "",
                   "fingerprint": "%1$s"}],
                 "tocsin": {"page": "a1b2c3d4e5-k3x-1", "dedupKey": "a1b2c3d4e5-k3x:team/webhook/0", "incident": "a1b2c3d4e5-k3x",
                   "kind": "trigger", "severity": "critical", "opened": "2026-11-22T10:00:00Z", "headline": "", "step": "step 1 of 3",
                   "deployedBefore": {"deployment": "dpl_42", "commit": "41f9a2c7d0e1f2a3", "since": "2026-11-22T09:56:00Z"},
                   "values": [{"fingerprint": "%1$s", "value": 3.0, "threshold": ">= 3"}]}}
                """.formatted(
                                page(Kind.TRIGGER).firing().getFirst().labels().fingerprint())));
    }

    @Test
    void withoutATokenItIsTriedAgain() {
        AtomicBoolean open = new AtomicBoolean();
        try (LoopbackServer tokens = LoopbackServer.start(
                0,
                call -> open.get()
                        ? Reply.of(200, "{\"access_token\": \"t0ken\", \"expires_in\": \"300\"}")
                        : Reply.of(401, "{\"error\": \"invalid_client\"}"))) {
            Channel channel = configured("""
                {url: '%s', http_config: {oauth2: {client_id: me, client_secret: '${SECRET}', token_url: '%s/t', scopes: [a]}}}""".formatted(hook.uri(), tokens.uri()));
            assertThat(channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5)))
                    .isEqualTo(new Delivery.Deferred(
                            Cause.NO_TOKEN,
                            "no token from " + tokens.uri().getAuthority() + ": HTTP 401 invalid_client"));
            assertThat(calls).isEmpty();
            open.set(true);
            assertThat(channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5)))
                    .isEqualTo(new Delivery.Accepted(""));
            assertThat(calls.getFirst().header("authorization")).contains("Bearer t0ken");
        }
    }

    @Test
    void saysTheEndAndLeavesOutWhatIsTooMuch() throws JsonProcessingException {
        channel(hook.uri()).send(page(Kind.RESOLVE), clock.now().plusSeconds(5));
        JsonNode over = new ObjectMapper().readTree(calls.getFirst().text());
        assertThat(over.path("status").asText()).isEqualTo("resolved");
        assertThat(over.at("/alerts/0/endsAt").asText()).isEqualTo("2026-11-22T10:04:50Z");

        configured("{url: '" + hook.uri() + "', max_alerts: 10}")
                .send(hostile(Kind.TRIGGER), clock.now().plusSeconds(5));
        JsonNode cut = new ObjectMapper().readTree(calls.getLast().text());
        assertThat(cut.path("alerts")).hasSize(10);
        assertThat(cut.path("truncatedAlerts").asInt()).isEqualTo(490);
    }
}
