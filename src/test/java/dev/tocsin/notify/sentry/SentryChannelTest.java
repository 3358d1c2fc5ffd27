package dev.tocsin.notify.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.notify.ChannelContract;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Pages;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentryChannelTest extends ChannelContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1 << 20;

    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** The issues by their fingerprints, each with its events by id, as Sentry keeps them: an id that it has is dropped. */
    private final Map<String, Map<String, JsonNode>> issues = new LinkedHashMap<>();

    private final LoopbackServer sentry = LoopbackServer.start(0, this::take);

    private synchronized Reply take(Call call) {
        calls.add(call);
        String[] lines = call.text().split("\n", -1);
        try {
            JsonNode head = JSON.readTree(lines[0]);
            JsonNode item = JSON.readTree(lines[1]);
            JsonNode event = JSON.readTree(lines[2]);
            boolean isWhole = item.path("length").asInt() == lines[2].getBytes(StandardCharsets.UTF_8).length
                    && item.path("type").asText().equals("event")
                    && event.path("event_id").equals(head.path("event_id"))
                    && head.path("event_id").asText().matches("[0-9a-f]{32}");
            if (!isWhole) {
                return Reply.json(400, "{\"detail\":\"invalid event envelope\"}");
            }
            issues.computeIfAbsent(event.path("fingerprint").toString(), unknown -> new LinkedHashMap<>())
                    .putIfAbsent(event.path("event_id").asText(), event);
            return Reply.json(200, "{\"id\":" + head.path("event_id") + "}");
        } catch (JsonProcessingException garbage) {
            return Reply.json(400, "{\"detail\":\"invalid envelope header\"}");
        }
    }

    @Override
    protected ChannelKind kind() {
        return new Sentry(posting, wording);
    }

    @Override
    protected String entry(URI base) {
        return "{dsn: '" + base.toString().replace("://", "://${SECRET}@") + "/42', environment: staging}";
    }

    @Override
    protected Reply accepted() {
        return Reply.json(200, "{\"id\":\"9ec79c33ec9942ab8353589fcb2e04dc\"}");
    }

    @AfterEach
    void close() {
        sentry.close();
    }

    private Delivery send(Page page) {
        return channel(sentry.uri()).send(page, clock.now().plusSeconds(5));
    }

    private List<JsonNode> events() {
        return issues.values().stream()
                .flatMap(events -> events.values().stream())
                .toList();
    }

    @Test
    void opensAnIssueThatSaysWhatIsWrong() {
        assertThat(send(page(Kind.TRIGGER))).isInstanceOf(Delivery.Accepted.class);

        Call call = calls.getFirst();
        assertThat(call.path()).isEqualTo("/api/42/envelope/");
        assertThat(call.header("content-type")).contains("application/x-sentry-envelope");
        assertThat(call.header("x-sentry-auth"))
                .contains("Sentry sentry_version=7, sentry_client=tocsin/1, sentry_key=" + SECRET);
        assertThat(call.header("authorization")).isEmpty();
        JsonNode event = events().getFirst();
        assertThat(event.path("level").asText()).isEqualTo("fatal");
        assertThat(event.path("environment").asText()).isEqualTo("staging");
        assertThat(event.path("timestamp").asText())
                .isEqualTo(page(Kind.TRIGGER).at().toString());
        assertThat(event.at("/message/formatted").asText()).contains("ApiDown", "3 of 4 health checks failed");
        assertThat(event.at("/tags/alertname").asText()).isEqualTo("ApiDown");
        assertThat(event.at("/tags/status").asText()).isEqualTo("firing");
        assertThat(event.at("/tags/incident").asText()).isEqualTo("a1b2c3d4e5-k3x");
        assertThat(event.path("extra").toString()).contains("https://runbooks.example.com/api-down", "dpl_42");
    }

    @Test
    void theEndIsAnEventOfTheSameIssueAndWhatIsSentTwiceIsOne() {
        send(page(Kind.TRIGGER));
        send(page(Kind.TRIGGER));
        assertThat(events()).hasSize(1);

        Page over = page(Kind.RESOLVE);
        send(Pages.numbered(over, 9));

        assertThat(issues).hasSize(1);
        assertThat(events()).hasSize(2);
        assertThat(events().getLast().path("level").asText()).isEqualTo("info");
        assertThat(events().getLast().at("/tags/status").asText()).isEqualTo("resolved");
    }

    @Test
    void whoIsCalledAnewIsCalledByANewIssue() {
        send(page(Kind.TRIGGER));
        send(Pages.numbered(Pages.again(page(Kind.TRIGGER), 1), 5));
        assertThat(issues).hasSize(2);
    }

    @Test
    void whateverLabelsHoldItStaysWithinSentrysLimits() {
        assertThat(send(hostile(Kind.TRIGGER))).isInstanceOf(Delivery.Accepted.class);
        JsonNode event = events().getFirst();
        assertThat(event.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
        assertThat(event.at("/message/formatted").asText()).hasSizeLessThanOrEqualTo(8192);
        event.path("tags")
                .forEach(tag ->
                        assertThat(tag.asText()).hasSizeLessThanOrEqualTo(200).doesNotContain("\n", "\r", "\u0000"));
    }

    @Test
    void titleAndTagsAreTemplatesAndTagsThatSentryWouldNotTakeAreLeftOut() {
        configured("{dsn: '" + sentry.uri().toString().replace("://", "://${SECRET}@")
                        + "/42', title: '{{ .CommonLabels.service }} is ill',"
                        + " tags: {team: 'web', 'not a tag': x, empty: '{{ .CommonLabels.none }}'}}")
                .send(page(Kind.TRIGGER), clock.now().plusSeconds(5));
        JsonNode event = events().getFirst();
        assertThat(event.at("/message/formatted").asText()).startsWith("api is ill\n");
        Set<String> tags = new TreeSet<>();
        event.path("tags").fieldNames().forEachRemaining(tags::add);
        assertThat(tags)
                .containsExactly("alertname", "env", "incident", "job", "service", "severity", "status", "team");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60:error;default:organization | 60",
                "2700:default;error;security:organization, 60:transaction:key | 2700",
                "30::organization | 30",
                "30:transaction:key | 60",
                "never:error:key | 60",
                "'' | 60"
            })
    void restsForAsLongAsSentryWants(String limits, long seconds) {
        Reply limited = new Reply(429, Map.of("X-Sentry-Rate-Limits", limits), "{}");
        try (LoopbackServer busy = LoopbackServer.start(0, call -> limited)) {
            Instant deadline = clock.now().plusSeconds(5);
            assertThat(channel(busy.uri()).send(page(Kind.TRIGGER), deadline))
                    .isInstanceOfSatisfying(
                            Delivery.Deferred.class,
                            deferred -> assertThat(deferred.retryAfter()).contains(Duration.ofSeconds(seconds)));
        }
    }
}
