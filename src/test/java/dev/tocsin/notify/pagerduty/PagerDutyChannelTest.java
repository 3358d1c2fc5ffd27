package dev.tocsin.notify.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Severity;
import dev.tocsin.incident.Tried;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.pagerduty.Event;
import dev.tocsin.lab.pagerduty.Event.Fate;
import dev.tocsin.lab.pagerduty.FakePagerDuty;
import dev.tocsin.lab.pagerduty.Notification;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Channel;
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

class PagerDutyChannelTest extends ChannelContract {
    private final FakePagerDuty platform = FakePagerDuty.start(clock, 0).person(SECRET, "ann");

    @Override
    protected ChannelKind kind() {
        return new PagerDuty(posting, wording);
    }

    @Override
    protected String entry(URI base) {
        return "{routing_key: '${KEY}', url: '" + base + "'}";
    }

    @Override
    protected Reply accepted() {
        return Reply.json(202, "{\"status\":\"success\",\"message\":\"Event processed\"}");
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void aLifeOfAnIncidentWakesOnePersonOnce() {
        for (Kind kind : List.of(Kind.TRIGGER, Kind.PROGRESS, Kind.TRIGGER, Kind.ACKNOWLEDGE, Kind.RESOLVE)) {
            assertThat(send(page(kind))).isEqualTo(new Delivery.Accepted(""));
        }
        assertThat(platform.events())
                .extracting(Event::fate)
                .containsExactly(Fate.OPENED, Fate.CHANGE, Fate.MERGED, Fate.ACKNOWLEDGED, Fate.RESOLVED);
        assertThat(platform.notified())
                .singleElement()
                .extracting(Notification::person, Notification::dedupKey, Notification::summary)
                .containsExactly(
                        "ann",
                        "a1b2c3d4e5-k3x:team/pagerduty/0",
                        "[CRITICAL] ApiDown: API does not answer (api, production)");
        assertThat(platform.open()).isEmpty();
    }

    /** PagerDuty would merge a trigger under a key that is open, and notify nobody. */
    @Test
    void whoIsCalledAnewIsNotifiedAnew_andOneAlertIsOpenAtAnyMoment() {
        send(page(Kind.TRIGGER));
        send(Pages.again(page(Kind.TRIGGER), 1));
        assertThat(platform.open()).containsExactly("a1b2c3d4e5-k3x:team/pagerduty/0#2");
        send(Pages.again(page(Kind.TRIGGER), 1));
        assertThat(platform.notified()).as("sent twice").hasSize(2);
        send(Pages.again(page(Kind.TRIGGER), 2));
        send(Pages.again(page(Kind.ACKNOWLEDGE), 2));
        assertThat(platform.notified())
                .extracting(Notification::dedupKey)
                .containsExactly(
                        "a1b2c3d4e5-k3x:team/pagerduty/0",
                        "a1b2c3d4e5-k3x:team/pagerduty/0#2",
                        "a1b2c3d4e5-k3x:team/pagerduty/0#3");
        assertThat(platform.events())
                .extracting(Event::dedupKey, Event::fate)
                .contains(tuple("a1b2c3d4e5-k3x:team/pagerduty/0#3", Fate.ACKNOWLEDGED));
        send(Pages.again(page(Kind.RESOLVE), 2));
        assertThat(platform.open()).isEmpty();
    }

    /** Whatever was triggered is resolved in the end, also when a call in between never arrived. */
    @Test
    void theEndGoesToEveryKey() {
        send(page(Kind.TRIGGER));
        platform.faults().next(Fault.status(500));
        assertThat(send(Pages.again(page(Kind.TRIGGER), 1))).isInstanceOf(Delivery.Deferred.class);
        assertThat(platform.open()).as("not ended before another is open").hasSize(1);
        send(Pages.again(page(Kind.RESOLVE), 1));
        assertThat(platform.open()).isEmpty();
    }

    @Test
    void saysWhatIsWrongSinceWhenHowBadAndWhatWasTried() {
        Tried tried = new Tried(
                "a/rollback",
                "rollback",
                ActNews.Kind.INEFFECTIVE,
                "rolled back to 41f9",
                Pages.START.plusSeconds(240));
        send(Pages.of(page(Kind.TRIGGER), List.of(tried), Severity.CRITICAL));

        JsonNode event = platform.events().getFirst().body();
        assertThat(event.at("/payload/severity").asText()).isEqualTo("critical");
        assertThat(event.at("/payload/source").asText()).isEqualTo("api");
        assertThat(event.at("/payload/timestamp").asText()).isEqualTo("2026-11-22T10:05:00Z");
        assertThat(event.at("/payload/class").asText()).isEqualTo("ApiDown");
        JsonNode details = event.at("/payload/custom_details");
        assertThat(details.path("description").asText()).isEqualTo("3 of 4 health checks failed");
        assertThat(details.path("since").asText()).isEqualTo("2026-11-22 10:00:00 UTC, for 5m");
        assertThat(details.path("value").asText()).isEqualTo("3");
        assertThat(details.path("why_now").asText()).isEqualTo("you are the first to be told");
        assertThat(details.path("escalation").asText()).isEqualTo("step 1 of 3");
        assertThat(details.path("tried").asText())
                .isEqualTo("rollback, ineffective: rolled back to 41f9 (2026-11-22 10:04:00 UTC)");
        assertThat(event.at("/links/0/href").asText()).isEqualTo("https://runbooks.example.com/api-down");
        assertThat(event.at("/links/0/text").asText()).isEqualTo("Runbook");
        assertThat(event.path("client_url").asText()).isEqualTo("https://tocsin.example.com");
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, critical", "HIGH, error", "MEDIUM, warning", "LOW, info", "UNKNOWN, error"})
    void severitiesAreMapped(Severity severity, String expected) {
        send(Pages.of(page(Kind.TRIGGER), List.of(), severity));
        assertThat(platform.events().getFirst().body().at("/payload/severity").asText())
                .isEqualTo(expected);
    }

    @Test
    void staysWithinEveryLimit() {
        assertThat(send(hostile(Kind.TRIGGER))).isInstanceOf(Delivery.Accepted.class);
        assertThat(send(hostile(Kind.PROGRESS))).isInstanceOf(Delivery.Accepted.class);
        Page longKey = Pages.of(Kind.TRIGGER, "n".repeat(400) + "/pagerduty/0");
        Page otherKey = Pages.of(Kind.TRIGGER, "n".repeat(400) + "/pagerduty/1");
        assertThat(send(longKey)).isInstanceOf(Delivery.Accepted.class);
        assertThat(send(otherKey)).isInstanceOf(Delivery.Accepted.class);
        assertThat(platform.notified()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"1023, false", "1024, false", "1025, true", "5000, true"})
    void aSummaryIsCutAtItsBorder(int length, boolean cut) {
        Channel channel = configured(
                "{routing_key: '${KEY}', url: '" + platform.uri() + "', description: '" + "s".repeat(length) + "'}");
        assertThat(channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5))).isInstanceOf(Delivery.Accepted.class);
        String summary = platform.notified().getFirst().summary();
        assertThat(summary).hasSize(Math.min(length, 1024));
        assertThat(summary.endsWith("…")).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({"254, true", "255, true", "256, false"})
    void aDedupKeyIsCutAtItsBorderAndStaysTheSame(int length, boolean whole) {
        // The incident's id and a colon come before the endpoint's.
        String endpoint = "n".repeat(length - "a1b2c3d4e5-k3x:".length() - "/pagerduty/0".length()) + "/pagerduty/0";
        for (Kind kind : List.of(Kind.TRIGGER, Kind.RESOLVE)) {
            assertThat(send(Pages.of(kind, endpoint))).isInstanceOf(Delivery.Accepted.class);
        }
        String key = platform.events().getFirst().dedupKey();
        assertThat(key.equals("a1b2c3d4e5-k3x:" + endpoint)).isEqualTo(whole);
        assertThat(key.length()).isLessThanOrEqualTo(255);
        assertThat(platform.open()).as("the end has the same key").isEmpty();
    }

    @Test
    void detailsThatAreTooMuchGiveWayAndThePageIsSent() {
        String details = java.util.stream.IntStream.range(0, 60)
                .mapToObj(at -> "d" + at + ": '" + "x".repeat(9_999) + "'")
                .collect(java.util.stream.Collectors.joining(", "));
        Channel channel =
                configured("{routing_key: '${KEY}', url: '" + platform.uri() + "', details: {" + details + "}}");
        assertThat(channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5))).isInstanceOf(Delivery.Accepted.class);
        JsonNode event = platform.events().getFirst().body();
        assertThat(event.toString().length()).isLessThan(512_000);
        assertThat(event.at("/payload/custom_details/error").asText()).contains("too long for PagerDuty");
        assertThat(event.at("/payload/summary").asText()).startsWith("[CRITICAL] ApiDown");
    }

    @Test
    void aDeploymentIsAChangeEventOfNoIncident() {
        Page page = Pages.change("api runs deployment dpl_43 (commit 9f), before dpl_42", "team/pagerduty/0");
        assertThat(send(page)).isInstanceOf(Delivery.Accepted.class);
        assertThat(platform.events()).singleElement().satisfies(event -> {
            assertThat(event.fate()).isEqualTo(Fate.CHANGE);
            assertThat(event.body().at("/payload/summary").asText())
                    .isEqualTo("api runs deployment dpl_43 (commit 9f), before dpl_42");
            assertThat(event.body().at("/payload/source").asText()).isEqualTo("api");
            assertThat(event.body().at("/payload/custom_details/service").asText())
                    .isEqualTo("api");
            assertThat(event.body().has("event_action")).isFalse();
        });
        assertThat(platform.notified()).isEmpty();
    }

    @Test
    void templatesOfAlertmanagerSpeak() {
        Channel channel = configured("""
                {routing_key: '${KEY}', url: '%s/v2/enqueue', description: '{{ template "__subject" . }}',
                 severity: '{{ if eq .CommonLabels.severity "critical" }}warning{{ end }}', client: mine, component: '{{ .CommonLabels.job }}',
                 details: {count: '{{ .Alerts.Firing | len }}', who: '{{ .CommonLabels.service }}'},
                 links: [{href: 'https://example.com/{{ .CommonLabels.env }}', text: Env}]}
                """.formatted(platform.uri()));
        channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5));

        JsonNode event = platform.events().getFirst().body();
        assertThat(event.at("/payload/summary").asText())
                .isEqualTo("[FIRING:1] ApiDown api (production health critical)");
        assertThat(event.at("/payload/severity").asText()).isEqualTo("warning");
        assertThat(event.at("/payload/component").asText()).isEqualTo("health");
        assertThat(event.at("/payload/custom_details/count").asText()).isEqualTo("1");
        assertThat(event.path("client").asText()).isEqualTo("mine");
        assertThat(event.at("/links/2/href").asText()).isEqualTo("https://example.com/production");
    }

    @Test
    void aTemplateThatFailsCostsNoPage() {
        Channel channel = configured("{routing_key: '${KEY}', url: '" + platform.uri()
                + "', description: '{{ index .Alerts 7 }}', details: {x: '{{ .Nothing }}'}}");
        assertThat(channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5))).isInstanceOf(Delivery.Accepted.class);

        assertThat(platform.notified().getFirst().summary()).startsWith("[CRITICAL] ApiDown");
        assertThat(platform.events()
                        .getFirst()
                        .body()
                        .at("/payload/custom_details/template_errors")
                        .asText())
                .contains("description:1:")
                .contains("x:1:");
    }

    @Test
    void aWrongKeyIsRefusedWithThePlatformsWord() {
        Channel channel = configured("{routing_key: nobody-has-this-key, url: '" + platform.uri() + "'}");
        Delivery delivery = channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5));
        assertThat(delivery)
                .isEqualTo(
                        new Delivery.Refused(Cause.INVALID, "HTTP 400: Event object is invalid; Invalid routing key"));
    }

    @Test
    void aRateLimitIsWaitedOut() {
        platform.faults().next(Fault.rateLimited(30));
        assertThat(send(page(Kind.TRIGGER)))
                .isEqualTo(new Delivery.Deferred(Cause.RATE_LIMITED, "HTTP 429", Optional.of(Duration.ofSeconds(30))));
        assertThat(send(page(Kind.TRIGGER))).isInstanceOf(Delivery.Accepted.class);
        assertThat(platform.notified()).hasSize(1);
    }

    private Delivery send(Page page) {
        return channel(platform.uri()).send(page, clock.now().plusSeconds(5));
    }
}
