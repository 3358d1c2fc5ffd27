package dev.tocsin.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Severity;
import dev.tocsin.incident.Tried;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.slack.FakeSlack;
import dev.tocsin.lab.slack.Message;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.ChannelContract;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Pages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Slack through an incoming webhook. */
class SlackWebhookTest extends ChannelContract {
    private final FakeSlack slack = FakeSlack.start(clock, "unused", 0);
    private final URI hook = slack.webhook("#alerts", SECRET);

    @Override
    protected ChannelKind kind() {
        return new Slack(posting, wording, false);
    }

    @Override
    protected String entry(URI base) {
        return "{api_url: '" + base + "/services/T0/B0/${KEY}', channel: '#alerts'}";
    }

    @Override
    protected Reply accepted() {
        return Reply.of(200, "ok");
    }

    @AfterEach
    void close() {
        slack.close();
    }

    @Test
    void saysAllOfItAtAGlance() {
        Tried tried = new Tried(
                "a/rollback",
                "rollback",
                ActNews.Kind.INEFFECTIVE,
                "rolled back to 41f9",
                Pages.START.plusSeconds(240));
        send(Pages.of(page(Kind.TRIGGER), List.of(tried), Severity.CRITICAL));

        Message message = slack.messages().getFirst();
        assertThat(message.text())
                .isEqualTo(":rotating_light: *[CRITICAL] ApiDown: API does not answer (api, production)*");
        assertThat(message.everything().lines())
                .contains(
                        "3 of 4 health checks failed",
                        "critical",
                        "2026-11-22 10:00:00 UTC, for 5m",
                        "you are the first to be told",
                        "step 1 of 3",
                        "rollback, ineffective: rolled back to 41f9 (2026-11-22 10:04:00 UTC)",
                        "<https://runbooks.example.com/api-down|Runbook>  ·  <https://tocsin.example.com|Tocsin>");
    }

    @Test
    void kindsLookDifferent() {
        for (Kind kind : Kind.values()) {
            send(page(kind));
        }
        assertThat(slack.messages())
                .extracting(Message::text)
                .containsExactly(
                        ":rotating_light: *[CRITICAL] ApiDown: API does not answer (api, production)*",
                        ":eyes: *Acknowledged: ApiDown: API does not answer (api, production)*",
                        ":wrench: *Update: rolled back to 41f9: ApiDown*",
                        ":white_check_mark: *Resolved: ApiDown: API does not answer (api, production)*");
        assertThat(slack.messages())
                .extracting(message -> message.body().at("/attachments/0/color").asText())
                .doesNotHaveDuplicates();
        assertThat(slack.messages().getLast().everything()).contains("lasted 4m50s");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noLabelSpeaksMarkupOrBreaksALimit(Kind kind) {
        assertThat(send(hostile(kind))).isInstanceOf(Delivery.Accepted.class);
        assertThat(slack.messages().getFirst().body().toString())
                .doesNotContain("<!channel>")
                .contains("&lt;!channel&gt;");
    }

    @Test
    void templatesOfAlertmanagerSpeakAndTheirValuesAreEscaped() {
        configured("{api_url: '" + hook + "', username: watch, icon_emoji: ':fire:', link_names: true, "
                        + "title: '[{{ .Status | toUpper }}:{{ .Alerts.Firing | len }}] {{ .CommonLabels.alertname }}', "
                        + "title_link: '{{ .ExternalURL }}', color: '{{ if eq .Status \"firing\" }}danger{{ end }}', "
                        + "text: '{{ range .Alerts }}*{{ .Annotations.summary }}* <https://example.com|more>{{ end }}', "
                        + "fields: [{title: Env, value: '{{ .CommonLabels.env }}', short: true}], "
                        + "actions: [{type: button, text: Runbook, url: '{{ .CommonAnnotations.runbook_url }}'}]}")
                .send(
                        Pages.firing(
                                page(Kind.TRIGGER),
                                List.of(Pages.member(
                                        dev.tocsin.model.Labels.of("alertname", "A", "env", "a&b"),
                                        java.util.Map.of("summary", "<!here> down"),
                                        1))),
                        clock.now().plusSeconds(5));

        var body = slack.messages().getFirst().body();
        assertThat(body.path("username").asText()).isEqualTo("watch");
        assertThat(body.path("link_names").asBoolean()).isTrue();
        var attachment = body.at("/attachments/0");
        assertThat(attachment.path("title").asText()).isEqualTo("[FIRING:1] A");
        assertThat(attachment.path("title_link").asText()).isEqualTo("https://tocsin.example.com");
        assertThat(attachment.path("color").asText()).isEqualTo("danger");
        assertThat(attachment.path("text").asText()).isEqualTo("*&lt;!here&gt; down* <https://example.com|more>");
        assertThat(attachment.at("/fields/0/value").asText()).isEqualTo("a&amp;b");
        assertThat(attachment.at("/actions/0/text").asText()).isEqualTo("Runbook");
    }

    @Test
    void aTemplateThatFailsCostsNoPage() {
        configured("{api_url: '" + hook + "', text: '{{ (index .Alerts 9).Labels.x }}'}")
                .send(page(Kind.TRIGGER), clock.now().plusSeconds(5));
        assertThat(slack.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body().toString())
                        .contains("template failed: text:1:")
                        .contains("3 of 4 health checks failed"));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_payload, INVALID",
        "action_prohibited, UNAUTHORIZED",
        "channel_is_archived, NO_SUCH_ADDRESSEE",
        "no_service, NO_SUCH_ADDRESSEE"
    })
    void anErrorIsRefusedWithSlacksWord(String error, Cause cause) {
        slack.errors().next(error);
        Delivery delivery = send(page(Kind.TRIGGER));
        assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        assertThat(((Delivery.Refused) delivery).cause()).isEqualTo(cause);
        assertThat(((Delivery.Refused) delivery).detail()).contains(error);
    }

    @Test
    void whatIsNotOkIsNotAccepted() {
        slack.faults().next(new Fault.Instead(Reply.of(200, "<html>captive portal</html>")));
        assertThat(send(page(Kind.TRIGGER))).isInstanceOf(Delivery.Deferred.class);
        slack.faults().next(new Fault.Instead(Reply.of(200, "")));
        assertThat(send(page(Kind.TRIGGER))).isInstanceOf(Delivery.Deferred.class);
        slack.faults().next(new Fault.Instead(Reply.json(200, "{\"ok\":false,\"error\":\"invalid_auth\"}")));
        assertThat(send(page(Kind.TRIGGER)))
                .isEqualTo(new Delivery.Refused(Cause.UNAUTHORIZED, "Slack says invalid_auth"));
        assertThat(slack.messages()).isEmpty();
    }

    @Test
    void aRateLimitIsWaitedOut() {
        for (int at = 0; at < 8; at++) {
            assertThat(send(page(Kind.TRIGGER))).isInstanceOf(Delivery.Accepted.class);
        }
        Delivery limited = send(page(Kind.TRIGGER));
        assertThat(limited)
                .isEqualTo(new Delivery.Deferred(
                        Cause.RATE_LIMITED, "HTTP 429: rate_limited", Optional.of(Duration.ofSeconds(1))));
    }

    private Delivery send(Page page) {
        return configured("{api_url: '" + hook + "'}").send(page, clock.now().plusSeconds(5));
    }
}
