package dev.tocsin.lab.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.lab.world.World.Terms;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {
    private static final Duration DEPLOYED = Duration.ofSeconds(2);

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-11-22T03:00:00Z"));
    private final Client client = new Client(clock, "test");

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void theAppIsWhatThePlatformServes() {
        try (World world = World.start(clock, clock, new Terms(true, Platform.RAILWAY))) {
            clock.advance(DEPLOYED);
            assertThat(health(world)).contains("\"database\": true", "1.4.1");

            world.badDeploy();
            assertThat(health(world)).contains("\"database\": true");
            clock.advance(DEPLOYED);

            assertThat(health(world)).contains("\"database\": false", "1.4.2");
            assertThat(world.received().hosting().works()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goingBackHelpsOnlyWhereTheWorldSaysSo(boolean helps) {
        try (World world = World.start(clock, clock, new Terms(helps, Platform.RAILWAY))) {
            clock.advance(DEPLOYED);
            world.badDeploy();
            clock.advance(DEPLOYED);

            Reply reply = rollBack(world, "dep-1");
            clock.advance(DEPLOYED);

            assertThat(reply.text()).contains("true");
            assertThat(world.received().hosting().rollbacks()).hasSize(1);
            assertThat(health(world)).contains("1.4.1", "\"database\": " + helps);
        }
    }

    @Test
    void onVercelTheOldDeploymentItselfServesAgain() {
        try (World world = World.start(clock, clock, new Terms(true, Platform.VERCEL))) {
            clock.advance(DEPLOYED);
            world.badDeploy();
            clock.advance(DEPLOYED);
            assertThat(page(world)).isEqualTo(500);

            String back = variable(world, "DEMO_VERCEL") + "/v1/projects/demo-project/rollback/dpl_1?teamId=demo-team";
            Reply reply = reply(Request.post(URI.create(back), Payload.json("{}"))
                    .withHeader("Authorization", "Bearer " + variable(world, "DEMO_VERCEL_TOKEN")));
            clock.advance(DEPLOYED);

            assertThat(reply.status()).isEqualTo(201);
            assertThat(world.received().hosting().rollbacks()).hasSize(1);
            assertThat(world.received().hosting().deployed()).hasSize(2);
            assertThat(page(world)).isEqualTo(200);
        }
    }

    private int page(World world) {
        return reply(Request.get(URI.create(variable(world, "DEMO_APP") + "/"))).status();
    }

    @Test
    void whatArrivesIsReceivedAndToldOnce() {
        try (World world = World.start(clock, clock, new Terms(true, Platform.RAILWAY))) {
            Tidings tidings = new Tidings();
            tidings.news(world.received());
            post(variable(world, "DEMO_SLACK"), """
                    {"text": ":rotating_light: *[CRITICAL] ApiDown: api is down*", "attachments": [{"blocks": [
                    {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Incident*\\nabc0123456-xyz"}]}]}]}""");
            post(variable(world, "DEMO_PAGERDUTY") + "/v2/enqueue", """
                    {"routing_key": "%s", "event_action": "trigger", "dedup_key": "k",
                    "payload": {"summary": "down", "source": "api", "severity": "critical"}}""".formatted(Cast.ANN.key()));

            List<Tidings.Line> news = tidings.news(world.received());

            assertThat(news)
                    .extracting(Tidings.Line::text)
                    .containsExactlyInAnyOrder(
                            "to #alerts: [CRITICAL] ApiDown: api is down", "ann's phone rings: down");
            assertThat(tidings.news(world.received())).isEmpty();
            assertThat(world.received().notes())
                    .extracting(Note::kind, Note::incident)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(Note.Kind.BEGINNING, "abc0123456-xyz"));
        }
    }

    private static String variable(World world, String name) {
        return Objects.requireNonNull(world.environment().get(name));
    }

    private String health(World world) {
        return reply(Request.get(URI.create(variable(world, "DEMO_APP") + "/health")))
                .text();
    }

    private Reply rollBack(World world, String id) {
        String body = """
                {"query": "mutation Roll($id: String!) { deploymentRollback(id: $id) }", "variables": {"id": "%s"}}""".formatted(id);
        return reply(Request.post(URI.create(variable(world, "DEMO_RAILWAY")), Payload.json(body))
                .withHeader("Project-Access-Token", variable(world, "DEMO_RAILWAY_TOKEN")));
    }

    private void post(String to, String body) {
        assertThat(reply(Request.post(URI.create(to), Payload.json(body))).ok()).isTrue();
    }

    private Reply reply(Request request) {
        return switch (client.exchange(request)) {
            case Exchange.Answered answered -> answered.reply();
            case Exchange.Failed failed -> throw new AssertionError(failed.detail());
        };
    }
}
