package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.SimulatedClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real server that gives tokens, and another that takes them. */
class OAuth2Test {
    private final List<Call> asked = new CopyOnWriteArrayList<>();
    private final List<Call> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger given = new AtomicInteger();
    private volatile Function<Call, dev.tocsin.lab.Reply> gives = call -> token(3600);
    private volatile String refused = "";

    private final LoopbackServer tokens = LoopbackServer.start(0, call -> {
        asked.add(call);
        return gives.apply(call);
    });
    private final LoopbackServer target = LoopbackServer.start(0, call -> {
        heard.add(call);
        String token = call.header("authorization").orElse("");
        return token.equals(refused)
                ? dev.tocsin.lab.Reply.of(401, "no use: " + token)
                : dev.tocsin.lab.Reply.of(200, "hello");
    });

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Client client = new Client(clock, "1.2");

    private dev.tocsin.lab.Reply token(int seconds) {
        return dev.tocsin.lab.Reply.of(
                200,
                "{\"access_token\": \"token-%d\", \"token_type\": \"bearer\", \"expires_in\": %d}"
                        .formatted(given.incrementAndGet(), seconds));
    }

    @AfterEach
    void close() {
        client.close();
        tokens.close();
        target.close();
    }

    @Test
    void aTokenIsGotOnceAndUsedUntilShortlyBeforeItsEnd() {
        assertThat(exchange()).isInstanceOf(Answered.class);
        assertThat(exchange()).isInstanceOf(Answered.class);
        assertThat(asked).hasSize(1);
        Call question = asked.getFirst();
        assertThat(question.method()).isEqualTo("POST");
        assertThat(question.header("content-type")).contains("application/x-www-form-urlencoded");
        // "me and:you" and "s3&cret", as RFC 6749 encodes them before RFC 7617 does.
        assertThat(question.header("authorization")).contains("Basic bWUrYW5kJTNBeW91OnMzJTI2Y3JldA==");
        assertThat(question.text().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=client_credentials", "scope=pages+write%3Aall", "audience=a%2Fb");
        assertThat(heard)
                .allMatch(call -> call.header("authorization").orElse("").equals("Bearer token-1")
                        && call.text().equals("{}"));

        clock.advance(Duration.ofSeconds(3589));
        exchange();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        exchange();
        assertThat(asked).hasSize(2);
        assertThat(heard.getLast().header("authorization")).contains("Bearer token-2");
    }

    @Test
    void aTokenThatWasTakenBackIsGotAgainAndNotShown() {
        exchange();
        refused = "Bearer token-1";
        assertThat(exchange())
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.reply().status()).isEqualTo(200));
        refused = "Bearer token-3";
        clock.advance(Duration.ofHours(2));
        assertThat(exchange()).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.reply().status()).isEqualTo(401);
            assertThat(answered.reply().text()).isEqualTo("no use: Bearer <secret>");
        });
        assertThat(asked).hasSize(3);
    }

    @Test
    void aServerMayWantTheSecretInTheBody() {
        gives = call -> call.text().contains("&client_id=me+and%3Ayou&client_secret=s3%26cret")
                ? token(60)
                : dev.tocsin.lab.Reply.of(400, "{\"error\": \"invalid_request\"}");
        assertThat(exchange()).isInstanceOf(Answered.class);
        assertThat(asked).hasSize(2);
        assertThat(asked.getLast().header("authorization")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        401 | {"error": "invalid_client", "error_description": "s3&cret"} | HTTP 401 invalid_client
        400 | {"error": "say <s3&cret>"}                                  | HTTP 400
        503 | down                                                        | HTTP 503
        200 | {}                                                          | no access_token in the answer
        200 | <html>                                                      | no access_token in the answer
        """)
    void thereIsNone(int status, String body, String why) {
        gives = call -> dev.tocsin.lab.Reply.of(status, body);
        assertThat(exchange()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo(Cause.TOKEN);
            assertThat(failed.detail())
                    .isEqualTo("no token from " + tokens.uri().getAuthority() + ": " + why);
            assertThat(failed.mayHaveArrived()).isFalse();
        });
        assertThat(heard).isEmpty();
        gives = call -> token(60);
        assertThat(exchange()).as("the next time").isInstanceOf(Answered.class);
    }

    @Test
    void nobodyGivesOne() {
        tokens.close();
        assertThat(exchange())
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.detail())
                                .matches("no token from 127.0.0.1:\\d+: 127.0.0.1:\\d+ refused the connection"));
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(grant().toString()).doesNotContain("s3&cret");
    }

    private OAuth2 grant() {
        return new OAuth2(
                "me and:you",
                Secret.of("s3&cret"),
                URI.create(tokens.uri() + "/token"),
                List.of("pages", "write:all"),
                Map.of("audience", "a/b"),
                Wire.FRESH);
    }

    private Exchange exchange() {
        return client.exchange(
                Request.post(target.uri(), Payload.json("{}")).withAuth(grant()).withWire(Wire.FRESH));
    }
}
