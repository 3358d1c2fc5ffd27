package dev.tocsin.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;

import dev.tocsin.access.Need;
import dev.tocsin.access.Role;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Client;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.SignedMessage;
import dev.tocsin.lab.pagerduty.FakePagerDuty;
import dev.tocsin.lab.slack.Message;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, asked of the whole process: every way in, with every token, and every signed message in every wrong way. */
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields.
@QuarkusTest
@QuarkusTestResource(value = GuardedAgent.class, restrictToAnnotatedClass = true)
class AccessTest {
    private static final long LARGE = 100_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SystemClock clock = new SystemClock();
    private final HttpClient http = HttpClient.newHttpClient();

    /** Given by the test resource. */
    GuardedAgent agent;

    @TestHTTPResource
    URI api;

    @TestHTTPResource(management = true)
    URI management;

    @Test
    void everyWayInTakesItsRole() throws IOException, InterruptedException {
        for (Door door : Doors.ALL) {
            if (door.need() instanceof Need.AtLeast(Role needed)) {
                assertThat(answer(door, "").statusCode())
                        .as("%s without a token", door)
                        .isEqualTo(401);
                assertThat(answer(door, "Bearer tocsin_wrong").statusCode())
                        .as("%s, wrong token", door)
                        .isEqualTo(401);
                for (Role role : Role.values()) {
                    // What is sent event by event has no end.
                    boolean endless = door.path().endsWith("events");
                    if (!role.covers(needed) || !endless) {
                        HttpResponse<String> answer = answer(door, "Bearer " + agent.token(role));
                        boolean refused =
                                answer.statusCode() == 401 || answer.body().contains("this takes the role");
                        assertThat(refused)
                                .as("%s as %s: %s", door, role, answer)
                                .isEqualTo(!role.covers(needed));
                    }
                }
            }
        }
    }

    @Test
    void healthIsOpenAndTheManagementPortHasNothingElse() {
        given().get("/-/healthy").then().statusCode(200);
        given().get(management.resolve("/metrics")).then().statusCode(200).contentType(startsWith("text/plain"));
        given().accept("application/openmetrics-text; version=1.0.0")
                .get(management.resolve("/metrics"))
                .then()
                .statusCode(200)
                .contentType(startsWith("application/openmetrics-text"))
                .body(endsWith("# EOF\n"));
        given().get(management.resolve("/q/health/live")).then().statusCode(200);
        given().get(management.resolve("/api/tocsin/v1/incidents")).then().statusCode(404);
        given().get("/metrics").then().statusCode(404);
        given().get("/q/health").then().statusCode(404);
    }

    @Test
    void aBrowserIsAskedForAPasswordAndATokenIsOne() {
        given().accept("text/html").get("/").then().statusCode(401).header("WWW-Authenticate", containsString("Basic"));
        given().auth()
                .preemptive()
                .basic("ann", agent.token(Role.VIEWER))
                .get("/api/tocsin/v1/incidents")
                .then()
                .statusCode(200);
    }

    @Test
    void aPressInSlackIsTakenOnceFromWhomItIsGenuine() {
        Message message = asked();
        Instant now = clock.wall();
        SignedMessage genuine = agent.slack()
                .finger(GuardedAgent.APPROVER, GuardedAgent.SLACK)
                .press(message, "Acknowledge", now)
                .orElseThrow();
        SignedMessage forged = agent.slack()
                .finger(GuardedAgent.APPROVER, Secret.of("guessed"))
                .press(message, "Acknowledge", now)
                .orElseThrow();
        SignedMessage old = agent.slack()
                .finger(GuardedAgent.APPROVER, GuardedAgent.SLACK)
                .press(message, "Acknowledge", now.minusSeconds(301))
                .orElseThrow();
        double forgeries = refused("slack", "forged");

        assertThat(send(forged, "/hooks/slack")).isEqualTo(403);
        assertThat(send(genuine.withBody(genuine.body() + "&x=1"), "/hooks/slack"))
                .isEqualTo(403);
        assertThat(send(old, "/hooks/slack")).isEqualTo(403);
        assertThat(incidents()).doesNotContain("acknowledged_by");
        assertThat(send(genuine, "/hooks/slack")).isEqualTo(200);
        await(() -> incidents().contains("\"acknowledged_by\":\"bea via Slack\""));
        assertThat(send(genuine, "/hooks/slack")).isEqualTo(409);

        assertThat(refused("slack", "forged")).isEqualTo(forgeries + 2);
        assertThat(refused("slack", "stale")).isPositive();
        assertThat(refused("slack", "replayed")).isPositive();
        given().post("/hooks/slack").then().statusCode(401);
    }

    @Test
    void whoMayNotIsToldSoInSlack() {
        Message message = asked();
        Instant now = clock.wall();
        for (String user : List.of(GuardedAgent.VIEWER, "U0NOBODY")) {
            SignedMessage press = agent.slack()
                    .finger(user, GuardedAgent.SLACK)
                    .press(message, "Acknowledge", now)
                    .orElseThrow();
            assertThat(send(press, "/hooks/slack")).isEqualTo(200);
        }
        await(() -> agent.slack().whispers().stream()
                .anyMatch(one -> one.startsWith("U0CYN: This takes the role operator")));
        await(() -> agent.slack().whispers().stream().anyMatch(one -> one.contains("slack_user: U0NOBODY")));
        assertThat(incidents()).doesNotContain("cyn via Slack");
    }

    @Test
    void anAcknowledgementAtPagerDutyCountsHere() {
        String key = incident() + ":ann/pagerduty/0";
        SignedMessage genuine = event("E1", "incident.acknowledged", clock.wall(), key, GuardedAgent.PAGERDUTY);

        assertThat(send(
                        event("E2", "incident.acknowledged", clock.wall(), key, Secret.of("guessed")),
                        "/hooks/pagerduty"))
                .isEqualTo(403);
        assertThat(send(genuine.withBody(genuine.body().replace("Ann", "Eve")), "/hooks/pagerduty"))
                .isEqualTo(403);
        Instant old = clock.wall().minus(Duration.ofHours(49));
        assertThat(send(event("E3", "incident.acknowledged", old, key, GuardedAgent.PAGERDUTY), "/hooks/pagerduty"))
                .isEqualTo(403);
        given().body("{}").post("/hooks/pagerduty").then().statusCode(401);
        assertThat(send(genuine, "/hooks/pagerduty")).isEqualTo(200);
        await(() -> incidents().contains("\"acknowledged_by\":\"Ann A. via PagerDuty\""));
        assertThat(send(genuine, "/hooks/pagerduty")).isEqualTo(409);
        SignedMessage end = event("E4", "incident.unacknowledged", clock.wall(), key, GuardedAgent.PAGERDUTY);
        assertThat(send(end, "/hooks/pagerduty")).isEqualTo(200);
        await(() -> !incidents().contains("Ann A. via PagerDuty"));

        for (String reason : List.of("unsigned", "forged", "stale", "replayed")) {
            assertThat(refused("pagerduty", reason)).as(reason).isPositive();
        }
    }

    @Test
    void aLinkInAMailShowsOnGetAndActsOnPostOnce() {
        await(() -> agent.mail().mails().stream().anyMatch(mail -> mail.text().contains("/ack/")));
        String text = agent.mail().mails().stream()
                .map(mail -> mail.text())
                .filter(mail -> mail.contains("/ack/"))
                .findFirst()
                .orElseThrow();
        String path = text.replaceAll("(?s).*http://localhost:9911(/ack/[\\w.-]+).*", "$1");

        given().get(path).then().statusCode(200).body(containsString("<button"));
        given().get(path).then().statusCode(200);
        assertThat(timeline()).doesNotContain("chat via mail");
        given().header("Origin", "https://evil.example").post(path).then().statusCode(403);
        given().post(path + "x").then().statusCode(403);
        given().post(path).then().statusCode(200).body(containsString("chat has ShopDown"));
        assertThat(timeline()).contains("chat via mail");
        given().post(path).then().statusCode(409);
        given().get("/ack/garbage").then().statusCode(403);
        assertThat(refused("mail", "replayed")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hooks/slack", "/hooks/pagerduty", "/api/v1/query"})
    void aBodyOfAHundredMegabytesIsRefused(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (HttpRequest.BodyPublisher body : List.of(
                    HttpRequest.BodyPublishers.ofInputStream(Zeros::new),
                    HttpRequest.BodyPublishers.fromPublisher(
                            HttpRequest.BodyPublishers.ofInputStream(Zeros::new), LARGE))) {
                HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + agent.token(Role.APPROVER))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(body)
                        .build();
                assertThat(answer(client, request)).isIn(413, CUT_OFF);
            }
        }
    }

    private static final int CUT_OFF = 0;

    /** Whoever goes on sending after the answer may be cut off before reading it. */
    private static int answer(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException cutOff) {
            return CUT_OFF;
        }
    }

    /** Lines of a request as they stand on the wire, then the status, and what its sentence has. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        GET /status; Host: localhost; Host: b                                  | 400 | names one host      | malformed
        GET /status                                                            | 400 | names one host      | malformed
        GET /status; Host: a b                                                 | 400 | names one host      | malformed
        GET //api/tocsin/v1/incidents; Host: localhost                                 | 401 | takes a token       | no_token
        GET /status/../incidents; Host: localhost                                      | 401 | takes a token       | no_token
        GET /status/%2e%2e/incidents; Host: localhost                                  | 401 | takes a token       | no_token
        GET /%61pi/tocsin/v1/incidents; Host: localhost                                | 401 | takes a token       | no_token
        GET /hooks/slack/../../incidents; Host: localhost                              | 401 | takes a token       | no_token
        GET http://localhost/incidents; Host: localhost                                        | 401 | takes a token       | no_token
        GET /API/tocsin/v1/incidents; Host: localhost                                  | 404 | nothing at          | no_such_door
        GET /status%3bx; Host: localhost                                               | 404 | nothing at          | no_such_door
        GET /api/tocsin/v1/incidents%00; Host: localhost                               | 404 | nothing at          | no_such_door
        GET /assets/%2e%2e%2fapplication.properties; Host: localhost                   | 404 | nothing at          | -
        GET /incidents; Host: localhost; X-Original-URL: /status                       | 401 | takes a token       | no_token
        GET /incidents; Host: localhost; X-Forwarded-For: 127.0.0.1                    | 401 | takes a token       | no_token
        GET //; Host: localhost                                                        | 400 | cannot be read      | malformed
        GET /acts; Host: localhost; X-HTTP-Method-Override: POST                       | 405 | does not take GET   | method
        TRACE /status; Host: localhost                                                 | 405 | does not take TRACE | method
        POST /incidents/x/note; Host: localhost; Content-Type: text/plain; $operator   | 415 | Content-Type        | content
        GET /api/tocsin/v1/incidents/history?hours=x; Host: localhost; $viewer         | 404 | cannot be read      | malformed
        POST /acts; Host: localhost; $operator                                         | 403 | the role approver   | role
        POST /-/reload; Host: localhost; Origin: http://b; $operator                   | 403 | another origin      | origin
        POST /-/reload; Host: localhost; Origin: null; $operator                       | 403 | another origin      | origin
        """)
    void whatIsOddIsRefusedCountedAndToldInASentence(String lines, int status, String sentence, @Nullable String why)
            throws IOException {
        double before = why == null ? 0 : sentAway(why);
        String answer = onTheWire(lines);
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains(sentence).doesNotContain("Exception", "Error id");
        if (why != null) {
            assertThat(sentAway(why)).isEqualTo(before + 1);
        }
    }

    private String onTheWire(String lines) throws IOException {
        String[] all = lines.split("; ");
        StringBuilder request = new StringBuilder(all[0]).append(" HTTP/1.1\r\n");
        for (int at = 1; at < all.length; at++) {
            request.append(
                            all[at].startsWith("$")
                                    ? "Authorization: Bearer "
                                            + agent.token(Role.valueOf(
                                                    all[at].substring(1).toUpperCase(Locale.ROOT)))
                                    : all[at])
                    .append("\r\n");
        }
        request.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private double sentAway(String why) {
        return given().accept("application/openmetrics-text")
                .get(management.resolve("/metrics"))
                .body()
                .asString()
                .lines()
                .filter(line -> line.startsWith("tocsin_http_refused_total{reason=\"" + why + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Labels that callers choose would fill the memory. */
    @Test
    void noCallerMakesUpLabelsOfMeters() throws IOException {
        onTheWire("MADEUP /status; Host: localhost");
        onTheWire("GET /made-up/path; Host: localhost");
        onTheWire("GET /status; Host: localhost");
        String metrics = given().accept("application/openmetrics-text")
                .get(management.resolve("/metrics"))
                .body()
                .asString();
        assertThat(metrics)
                .doesNotContain("MADEUP", "made-up")
                .contains("tocsin_http_answered_total{method=\"GET\",path=\"/status\",status=\"200\"}");
    }

    @Test
    void whoDidWhatStandsInTheAudit() {
        given().header("Authorization", "Bearer " + agent.token(Role.OPERATOR))
                .body("{\"by\": \"ann\", \"text\": \"looking\"}")
                .post("/api/tocsin/v1/incidents/" + incident() + "/note")
                .then()
                .statusCode(202);
        await(() -> timeline().contains("ann (token o): looking"));
    }

    private HttpResponse<String> answer(Door door, String authorization) throws IOException, InterruptedException {
        String path = door.path().replaceAll("\\{[^}]*}", "x");
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return http.send(
                request.method(door.method(), HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anIncidentOfSeveralAlertsIsKnownByThem() {
        String incident = incident();
        agent.pagerDuty()
                .incident("pagerduty-api-token", "Q1", List.of("of-somebody-else", incident + ":ann/pagerduty/0"));
        SignedMessage merged = event("E20", "incident.acknowledged", clock.wall(), "", GuardedAgent.PAGERDUTY);
        agent.pagerDuty().faults().next(Fault.status(500));
        assertThat(send(merged, "/hooks/pagerduty")).as("to be delivered again").isEqualTo(503);
        assertThat(send(merged, "/hooks/pagerduty")).isEqualTo(200);
        await(() -> incidents().contains("\"acknowledged_by\":\"Ann A. via PagerDuty\""));
        SignedMessage end = event("E21", "incident.unacknowledged", clock.wall(), "", GuardedAgent.PAGERDUTY);
        assertThat(send(end, "/hooks/pagerduty")).isEqualTo(200);
        await(() -> !incidents().contains("Ann A. via PagerDuty"));

        agent.pagerDuty().incident("pagerduty-api-token", "Q1", List.of("of-somebody-else"));
        SignedMessage other = event("E22", "incident.acknowledged", clock.wall(), "", GuardedAgent.PAGERDUTY);
        assertThat(send(other, "/hooks/pagerduty")).isEqualTo(200);
        assertThat(incidents()).doesNotContain("Ann A. via PagerDuty");
    }

    private static SignedMessage event(String id, String type, Instant at, String key, Secret secret) {
        return FakePagerDuty.webhook(id, type, at, key, "Ann A.", List.of(Secret.of("former"), secret));
    }

    private int send(SignedMessage message, String path) {
        try (Client client = new Client(clock, "test")) {
            return message.send(client, api.resolve(path)).orElse(CUT_OFF);
        }
    }

    /** The message with buttons. */
    private Message asked() {
        await(() -> agent.slack().messages().stream().anyMatch(one -> one.text().contains("ShopDown")));
        return agent.slack().messages().stream()
                .filter(one -> one.text().contains("ShopDown"))
                .findFirst()
                .orElseThrow();
    }

    private String incident() {
        asked();
        return given().header("Authorization", "Bearer " + agent.token(Role.VIEWER))
                .get("/api/tocsin/v1/incidents")
                .jsonPath()
                .getString("[0].id");
    }

    private String incidents() {
        return given().header("Authorization", "Bearer " + agent.token(Role.VIEWER))
                .get("/api/tocsin/v1/incidents")
                .asString();
    }

    private String timeline() {
        return given().header("Authorization", "Bearer " + agent.token(Role.VIEWER))
                .get("/api/tocsin/v1/incidents/" + incident() + "/timeline")
                .asString();
    }

    private double refused(String hook, String reason) {
        String start = "tocsin_webhook_refused_total{hook=\"" + hook + "\",reason=\"" + reason + "\"}";
        return given().accept("application/openmetrics-text")
                .get(management.resolve("/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line ->
                        Double.parseDouble(line.substring(start.length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    private void await(BooleanSupplier met) {
        Duration end = clock.elapsed().plus(PATIENCE);
        while (!met.getAsBoolean()) {
            assertThat(clock.elapsed()).as("in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** A hundred megabytes of nothing. */
    private static final class Zeros extends InputStream {
        private long left = LARGE;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int some = (int) Math.min(length, left);
            left -= some;
            return some;
        }
    }
}
