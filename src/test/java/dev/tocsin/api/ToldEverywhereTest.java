package dev.tocsin.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.access.Role;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Client;
import dev.tocsin.lab.SignedMessage;
import dev.tocsin.lab.pagerduty.FakePagerDuty;
import dev.tocsin.lab.slack.Message;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Wherever somebody acknowledges, everybody who was told hears of it, and hears again when nobody has it any more. */
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields.
@QuarkusTest
@QuarkusTestResource(value = GuardedAgent.class, restrictToAnnotatedClass = true)
class ToldEverywhereTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SystemClock clock = new SystemClock();

    /** Given by the test resource. */
    GuardedAgent agent;

    @TestHTTPResource
    URI api;

    @Test
    void anAcknowledgementIsToldEverywhereWhereverItIsSaid() {
        await(() -> agent.slack().messages().stream().anyMatch(one -> one.text().contains("ShopDown")));
        Map<String, Supplier<Integer>> ways = new LinkedHashMap<>();
        ways.put("ann (token o)", () -> say("acknowledge", "{\"by\": \"ann\"}"));
        ways.put("bea via Slack", this::slack);
        ways.put("Ann A. via PagerDuty", this::pagerDuty);
        ways.put("chat via mail", this::mail);
        ways.put("cem (token o)", this::console);

        ways.forEach((who, acknowledge) -> {
            assertThat(acknowledge.get()).as(who).isBetween(200, 303);
            await(() -> told("acknowledge", "acknowledged by " + who));
            await(() -> agent.slack().messages().stream()
                    .anyMatch(one -> one.everything().contains(who)));
            assertThat(say("unacknowledge", "{\"by\": \"dora " + who.charAt(0) + "\"}"))
                    .isEqualTo(202);
            await(() -> told("progress", "taken back by dora " + who.charAt(0)));
        });
    }

    private boolean told(String kind, String headline) {
        return agent.told().stream()
                .anyMatch(body -> body.contains("\"kind\":\"" + kind + "\"") && body.contains(headline));
    }

    private int say(String word, String body) {
        return given().header("Authorization", "Bearer " + agent.token(Role.OPERATOR))
                .body(body)
                .post("/api/tocsin/v1/incidents/" + incident() + "/" + word)
                .statusCode();
    }

    private int slack() {
        Message message = agent.slack().messages().stream()
                .filter(one -> one.text().contains("ShopDown"))
                .findFirst()
                .orElseThrow();
        return send(
                agent.slack()
                        .finger(GuardedAgent.APPROVER, GuardedAgent.SLACK)
                        .press(message, "Acknowledge", clock.wall())
                        .orElseThrow(),
                "/hooks/slack");
    }

    private int pagerDuty() {
        String key = incident() + ":ann/pagerduty/0";
        List<Secret> secrets = List.of(GuardedAgent.PAGERDUTY);
        return send(
                FakePagerDuty.webhook("E1", "incident.acknowledged", clock.wall(), key, "Ann A.", secrets),
                "/hooks/pagerduty");
    }

    private int mail() {
        String text = agent.mail().mails().stream()
                .map(mail -> mail.text())
                .filter(mail -> mail.contains("/ack/"))
                .findFirst()
                .orElseThrow();
        return given().post(text.replaceAll("(?s).*http://localhost:9911(/ack/[\\w.-]+).*", "$1"))
                .statusCode();
    }

    private int console() {
        String token = agent.token(Role.OPERATOR);
        String page = given().auth()
                .preemptive()
                .basic("cem", token)
                .get("/incidents/" + incident())
                .asString();
        return given().auth()
                .preemptive()
                .basic("cem", token)
                .redirects()
                .follow(false)
                .formParam("seal", page.replaceAll("(?s).*?name=\"seal\" value=\"([^\"]+)\".*", "$1"))
                .formParam("by", "cem")
                .formParam("for", "")
                .post("/incidents/" + incident() + "/acknowledge")
                .statusCode();
    }

    private String incident() {
        return given().header("Authorization", "Bearer " + agent.token(Role.VIEWER))
                .get("/api/tocsin/v1/incidents")
                .jsonPath()
                .getString("[0].id");
    }

    private int send(SignedMessage message, String path) {
        try (Client client = new Client(clock, "test")) {
            return message.send(client, api.resolve(path)).orElse(0);
        }
    }

    private void await(BooleanSupplier met) {
        Duration end = clock.elapsed().plus(PATIENCE);
        while (!met.getAsBoolean()) {
            assertThat(clock.elapsed()).as("in time; told: " + agent.told()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
