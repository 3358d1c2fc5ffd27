package dev.tocsin.api.alertmanager;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.tocsin.api.RunningAgent;
import dev.tocsin.clock.SystemClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Alertmanager 0.25 answers to the same; the tables were written from its answers. */
@SuppressWarnings("NullAway.Init") // Quarkus sets the field.
@QuarkusTest
@QuarkusTestResource(RunningAgent.class)
class ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PAST = "2026-01-01T00:00:00Z";

    private final SystemClock clock = new SystemClock();

    /** Given by the test resource. */
    RunningAgent agent;

    @AfterEach
    void allIsOver() {
        String now = clock.now().toString();
        given().get("/api/v2/alerts").jsonPath().<String>getList("labels.alertname").stream()
                .filter(name -> name != null && !name.equals("ShopDown"))
                .forEach(name ->
                        pushed("[{\"labels\": {\"alertname\": \"%s\"}, \"endsAt\": \"%s\"}]".formatted(name, now)));
        given().get("/api/v2/silences")
                .jsonPath()
                .<String>getList("id")
                .forEach(id -> given().delete("/api/v2/silence/" + id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        []                                                   | 200 | ``
        {}                                                   | 400 | "parsing alerts body from \\"\\" failed, because
        garbage                                              | 400 | "parsing alerts body from \\"\\" failed, because
        ``                                                   | 422 | {"code":602,"message":"alerts in body is required"}
        [{}]                                                 | 422 | {"code":602,"message":"0.labels in body is required"}
        [null]                                               | 422 | {"code":602,"message":"0 in body is required"}
        [{"labels": {}}]                                     | 400 | "at least one label pair required"
        [{"labels": {"a": ""}}]                              | 400 | "at least one label pair required"
        [{"labels": {"": "a"}}]                              | 400 | "invalid label set: invalid name \\"\\""
        [{"labels": {"a": 5}}]                               | 400 | because cannot unmarshal number
        [{"labels": {"a": "b"}, "startsAt": "x"}]            | 400 | because parsing time \\"x\\"
        [{"labels": {"a": "b"}, "generatorURL": "::"}]       | 422 | {"code":601,"message":"0.generatorURL in body must be of type uri: \\"::\\""}
        [{"labels": {"a": "b"}, "generatorURL": "a/b"}]      | 422 | {"code":601,"message":"0.generatorURL in body must be of type uri: \\"a/b\\""}
        [{"labels": {"a": "b"}, "annotations": {"": "t"}}]   | 400 | "invalid annotations: invalid name \\"\\""
        [{"labels": {"a": "b"}, "startsAt": "2030-01-01T00:00:00Z", "endsAt": "2029-01-01T00:00:00Z"}] | 400 | "start time must be before end time"
        """)
    void whatIsPushedWrongIsRefused(String body, int status, String words) {
        pushed(body).statusCode(status).body(containsString(words.replaceFirst("^\"parsing", "parsing")));
    }

    @Test
    void whatIsNotJsonIsRefused() {
        given().contentType("application/x-www-form-urlencoded")
                .body("a=b")
                .post("/api/v2/alerts")
                .then()
                .statusCode(415)
                .body("code", equalTo(415), "message", startsWith("unsupported media type"));
    }

    @Test
    void whatIsRightIsTakenBesideWhatIsWrong() {
        pushed("""
            [{"labels": {"alertname": "Right", "x": "y"}, "annotations": {"s": "t"}, "generatorURL": "http://x/y"},
             {"labels": {}}]""").statusCode(400);
        shown("x=y")
                .body("", hasSize(1))
                .body("[0].labels.alertname", equalTo("Right"))
                .body("[0].annotations.s", equalTo("t"), "[0].generatorURL", equalTo("http://x/y"))
                .body("[0].receivers.name", contains("chat"), "[0].status.state", equalTo("active"))
                .body(
                        "[0].fingerprint",
                        equalTo(dev.tocsin.model.Labels.of("alertname", "Right", "x", "y")
                                .fingerprint()));
        shown("x!=y").body("", hasSize(0));
        shown("x=~\"[a-z]\"").body("", hasSize(1));
        given().get("/api/v2/alerts/groups")
                .then()
                .statusCode(200)
                .body("find {it.labels.alertname == 'Right'}.receiver.name", equalTo("chat"))
                .body("find {it.labels.alertname == 'Right'}.alerts[0].labels.x", equalTo("y"));
        given().queryParam("receiver", "other").get("/api/v2/alerts").then().body("", hasSize(0));
        given().queryParam("active", "false").get("/api/v2/alerts").then().body("", hasSize(0));
        String end = clock.now().toString();
        pushed("[{\"labels\": {\"alertname\": \"Right\", \"x\": \"y\"}, \"endsAt\": \"" + end + "\"}]")
                .statusCode(200);
        shown("x=y").body("", hasSize(0));
    }

    @Test
    void theReceiverIsToldOfTheBeginningAndOfTheEnd() {
        String begins =
                clock.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS).toString();
        pushed("[{\"labels\": {\"alertname\": \"Pushed\"}, \"startsAt\": \"%s\", \"generatorURL\": \"http://p/g\"}]"
                        .formatted(begins))
                .statusCode(200);
        await(() -> agent.told().stream().anyMatch(page -> page.contains("\"Pushed\"") && page.contains("\"firing\"")));
        String page = agent.told().stream()
                .filter(one -> one.contains("\"Pushed\""))
                .findFirst()
                .orElseThrow();
        assertThat(page).contains("\"startsAt\":\"" + begins, "\"generatorURL\":\"http://p/g\"");
        Instant end = clock.now().plusMillis(300);
        pushed("[{\"labels\": {\"alertname\": \"Pushed\"}, \"endsAt\": \"" + end + "\"}]")
                .statusCode(200);
        await(() -> agent.told().stream().anyMatch(one -> one.contains("\"Pushed\"") && one.contains("\"resolved\"")));
        assertThat(clock.now()).isAfter(end);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        alerts?filter=bad                | 400 | "bad matcher format: bad"
        alerts?filter=                   | 400 | "bad matcher format: "
        alerts?filter=a%3D~%22(%22       | 400 | error parsing regexp: missing closing ): `(`
        alerts?receiver=(                | 400 | "failed to parse receiver param: error parsing regexp: missing closing ): `^(?:()$`"
        alerts/groups?filter=bad         | 400 | "bad matcher format: bad"
        silences?filter=bad              | 400 | "bad matcher format: bad"
        silence/abc                      | 422 | {"code":601,"message":"silenceID in path must be of type uuid: \\"abc\\""}
        silence/8b6a2f3e-0d0c-4d0a-9c43-54c7e2d1b7a1 | 404 | "silence not found"
        """)
    void whatIsAskedWrongIsRefused(String path, int status, String words) {
        given().urlEncodingEnabled(false)
                .get("/api/v2/" + path)
                .then()
                .statusCode(status)
                .body(containsString(words));
    }

    @Test
    void whoThisIs() {
        given().get("/api/v2/status")
                .then()
                .statusCode(200)
                .body("cluster.status", equalTo("disabled"), "cluster.peers", hasSize(0))
                .body("config.original", containsString("- name: chat"), "versionInfo.version", equalTo("0.25.0"));
        given().get("/api/v2/receivers").then().statusCode(200).body("name", contains("chat", "tools", "tools-eu"));
    }

    private static final String MATCHERS = "\"matchers\": [{\"name\": \"a\", \"value\": \"b\", \"isRegex\": false}]";
    private static final String WHO = "\"createdBy\": \"ann\", \"comment\": \"at work\"";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                     | 422 | {"code":602,"message":"comment in body is required"}
        ``                                                     | 422 | {"code":602,"message":"silence in body is required"}
        {"matchers": [], TIMES, WHO}                           | 422 | {"code":612,"message":"matchers in body should have at least 1 items"}
        {"matchers": [{"name": "a", "value": "x"}], TIMES, WHO} | 422 | {"code":602,"message":"matchers.0.isRegex in body is required"}
        {"matchers": [{"name": "a", "value": "", "isRegex": false}], TIMES, WHO} | 400 | "silence invalid: at least one matcher must not match the empty string"
        {"matchers": [{"name": "a", "value": "(", "isRegex": true}], TIMES, WHO} | 400 | "silence invalid: invalid label matcher 0: invalid regular expression \\"(\\": error parsing regexp: missing closing ): `(`"
        {MATCHERS, "endsAt": "2130-01-01T00:00:00Z", WHO}      | 422 | {"code":602,"message":"startsAt in body is required"}
        {MATCHERS, "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2026-01-01T00:00:00Z", WHO} | 400 | "Failed to create silence: start time must be before end time"
        {MATCHERS, "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2026-01-02T00:00:00Z", WHO} | 400 | "Failed to create silence: end time can't be in the past"
        {"id": "nope", MATCHERS, TIMES, WHO}                   | 404 | "silence not found"
        """)
    void aSilenceThatIsWrongIsRefused(String body, int status, String words) {
        wished(body.replace("MATCHERS", MATCHERS)
                        .replace("TIMES", times(PAST, "2130-01-01T00:00:00Z"))
                        .replace("WHO", WHO))
                .statusCode(status)
                .body(containsString(words));
    }

    @Test
    void aSilenceKeepsItsIdWhileItMayAndIsReplacedWhenNot() {
        String first = wished("{%s, %s, %s}".formatted(MATCHERS, times(PAST, "2130-01-01T00:00:00Z"), WHO))
                .statusCode(200)
                .extract()
                .path("silenceID");
        String starts = silence(first).extract().path("startsAt");
        String longer = times(starts, "2131-01-01T00:00:00Z");
        wished("{\"id\": \"%s\", %s, %s, %s}".formatted(first, MATCHERS, longer, WHO))
                .body("silenceID", equalTo(first));
        silence(first).body("endsAt", equalTo("2131-01-01T00:00:00.000Z"));

        String others = MATCHERS.replace("\"b\"", "\"c\"");
        String second = wished("{\"id\": \"%s\", %s, %s, %s}".formatted(first, others, longer, WHO))
                .statusCode(200)
                .extract()
                .path("silenceID");
        assertThat(second).isNotEqualTo(first);
        silence(first).body("status.state", equalTo("expired"));
        silence(second).body("status.state", equalTo("active"), "matchers[0].value", equalTo("c"));
        given().queryParam("filter", "a=c").get("/api/v2/silences").then().body("id", contains(second));

        String third = wished("{\"id\": \"%s\", %s, %s, %s}".formatted(first, MATCHERS, longer, WHO))
                .extract()
                .path("silenceID");
        assertThat(third).as("one that is over is made anew").isNotIn(first, second);
        given().delete("/api/v2/silence/" + third).then().statusCode(200);
        given().delete("/api/v2/silence/" + third).then().statusCode(200);
        silence(third).body("status.state", equalTo("expired"));
    }

    private static String times(String starts, String ends) {
        return "\"startsAt\": \"%s\", \"endsAt\": \"%s\"".formatted(starts, ends);
    }

    private static ValidatableResponse silence(String id) {
        return given().get("/api/v2/silence/" + id).then().statusCode(200).body("id", equalTo(id));
    }

    private static ValidatableResponse wished(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v2/silences")
                .then();
    }

    private static ValidatableResponse pushed(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v2/alerts")
                .then();
    }

    private static ValidatableResponse shown(String filter) {
        return given().queryParam("filter", filter).get("/api/v2/alerts").then().statusCode(200);
    }

    /** Asks again and again: the agent lives in real time here. */
    private void await(BooleanSupplier condition) {
        Instant end = clock.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(clock.now()).as("the agent took too long").isBefore(end);
        }
    }
}
