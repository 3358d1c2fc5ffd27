package dev.tocsin.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tocsin.clock.SystemClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent that runs answers, as the whole process answers it. */
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields.
@QuarkusTest
@QuarkusTestResource(RunningAgent.class)
class AgentApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String INCIDENTS = "/api/tocsin/v1/incidents";

    private final SystemClock clock = new SystemClock();

    /** Given by the test resource. */
    RunningAgent agent;

    @TestHTTPResource(management = true)
    URI management;

    @AfterEach
    void theShopOpensAgain() {
        agent.open(true);
        await(() -> incidents().jsonPath().getList("id").isEmpty());
    }

    @Test
    void metersProbesAndAlertsStandOnOnePage() {
        assertThat(page())
                .contains(
                        "tocsin_turning 1.0", "tocsin_config_last_reload_successful 1.0", "tocsin_ledger_durable 1.0");
        await(() -> page().contains("probe_success{") && line("probe_success{").endsWith(" 1.0"));
        assertThat(line("probe_success{")).contains("job=\"shop\"", "service=\"shop\"", "/health\"");
        assertThat(page()).contains("# TYPE probe_success gauge", "probe_http_duration_seconds{", "phase=\"connect\"");

        agent.open(false);
        await(() -> page().contains("ALERTS{"));
        assertThat(line("ALERTS{"))
                .contains("alertname=\"ShopDown\"", "alertstate=\"firing\"", "severity=\"critical\"")
                .endsWith(" 1.0");
        await(() -> page().contains("tocsin_incidents_open 1.0"));
        assertThat(page()).contains("probe_failure_info{cause=\"status\"");
    }

    @Test
    void healthIsTheAgentsOwnAlone() {
        given().get(managed("/q/health"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"), "checks.name", containsInAnyOrder("loop", "agent", "Graceful Shutdown"));
        given().get(managed("/q/health/live")).then().statusCode(200).body("checks.name", contains("loop"));
        given().get(managed("/q/health/ready"))
                .then()
                .statusCode(200)
                .body(
                        "checks.name",
                        containsInAnyOrder("agent", "Graceful Shutdown"),
                        "checks.find { it.name == 'agent' }.data.ledger",
                        equalTo("durable"));
        given().get("/-/healthy").then().statusCode(200);
        given().get("/-/ready").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/-/reload", INCIDENTS, "/api/v1/query?query=up", "/api/v2/silences", "/"})
    void whoAsksForAnotherHostIsSentAway(String path) {
        given().header("Host", "rebound.example").get(path).then().statusCode(403);
        given().header("Host", "rebound.example").post(path).then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/q/health", "/q/health/ready", "/q/health/live"})
    void theManagementPortKnowsItsNameToo(String path) {
        given().header("Host", "rebound.example").get(managed(path)).then().statusCode(403);
        given().header("Host", "localhost:9912").get(managed(path)).then().statusCode(200);
    }

    @Test
    void anIncidentIsAcknowledgedNotedAndEnds() {
        agent.open(false);
        await(() -> !incidents().jsonPath().getList("id").isEmpty());
        String id = incidents().jsonPath().getString("[0].id");
        incidents()
                .then()
                .body("[0].severity", equalTo("critical"), "[0].alerts[0].labels.alertname", equalTo("ShopDown"))
                .body("[0].alerts[0].annotations.summary", equalTo("the shop is down"));
        await(() -> agent.told().stream().anyMatch(page -> page.contains("ShopDown") && page.contains("firing")));

        said("{\"by\": \"ann\", \"for\": \"30m\"}", id, "acknowledge").then().statusCode(202);
        await(() -> "ann".equals(incidents().jsonPath().getString("[0].acknowledged_by")));
        said("{\"by\": \"bob\", \"text\": \"it is the database\"}", id, "note")
                .then()
                .statusCode(202);
        said("{\"by\": \"ann\"}", id, "unacknowledge").then().statusCode(202);
        await(() -> incidents().jsonPath().getString("[0].acknowledged_by") == null);

        agent.open(true);
        await(() -> incidents().jsonPath().getList("id").isEmpty());
        await(() -> agent.told().stream().anyMatch(page -> page.contains("ShopDown") && page.contains("resolved")));
        given().get(INCIDENTS + "/" + id + "/timeline")
                .then()
                .statusCode(200)
                .body("text", hasItem(containsString("ann")), "text", hasItem(containsString("it is the database")));
        given().get(INCIDENTS + "/history").then().statusCode(200).body("id", hasItem(id));
    }

    /** As in Prometheus: who we are among others is said where alerts leave us, and not in our own rules. */
    @Test
    void anAlertLeavesWithExternalLabels() {
        agent.open(false);
        await(() -> !incidents().jsonPath().getList("id").isEmpty());
        incidents().then().body("[0].alerts[0].labels.environment", equalTo("test"));
        String ours = "find { it.labels.alertname == 'ShopDown' }.labels.environment";
        given().get("/api/v2/alerts").then().body(ours, equalTo("test"));
        given().get("/api/v1/alerts")
                .then()
                .body("data.alerts.labels.alertname", hasItem("ShopDown"), "data.alerts." + ours, nullValue());
        assertThat(line("ALERTS{")).contains("ShopDown").doesNotContain("environment");
    }

    @Test
    void whatIsSaidWrongIsRefusedWithASentence() {
        said("{\"by\": \"ann\"}", "no-such", "acknowledge")
                .then()
                .statusCode(404)
                .body("error", equalTo("no open incident is called no-such"));
        agent.open(false);
        await(() -> !incidents().jsonPath().getList("id").isEmpty());
        String id = incidents().jsonPath().getString("[0].id");
        said("[]", id, "acknowledge").then().statusCode(400).body("error", startsWith("say "));
        said("{\"by\": \"ann\", \"for\": \"soon\"}", id, "acknowledge").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pardon  | {"service": "shop", "by": "ann"} | 404 | no act on a service called shop is remembered
        approve | {"act": "a/b", "by": "ann"}      | 404 | no act is called a/b
        reject  | {"act": "a/b", "by": "ann"}      | 404 | no act is called a/b
        """)
    void anActThatIsNotThere(String word, String body, int status, String sentence) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/tocsin/v1/acts/" + word)
                .then()
                .statusCode(status)
                .body("error", equalTo(sentence));
    }

    @Test
    void aSilenceIsMadeShownAndEnded() {
        Instant end = clock.now().plus(Duration.ofHours(1));
        String id = silence("ShopDown", end).then().statusCode(200).extract().path("silenceID");
        await(() -> given().get("/api/v2/silences").jsonPath().getList("id").contains(id));
        given().get("/api/v2/silences")
                .then()
                .body("find {it.id == '" + id + "'}.status.state", equalTo("active"))
                .body("find {it.id == '" + id + "'}.matchers[0].value", equalTo("ShopDown"));

        int before = agent.told().size();
        agent.open(false);
        await(() -> !incidents().jsonPath().getList("id").isEmpty());
        assertThat(agent.told()).as("silenced").hasSize(before);

        given().delete("/api/v2/silence/" + id).then().statusCode(200);
        await(() -> agent.told().size() > before);
        given().get("/api/v2/silences").then().body("find {it.id == '" + id + "'}.status.state", equalTo("expired"));
        given().delete("/api/v2/silence/no-such").then().statusCode(422);
        silence("ShopDown", clock.now().minusSeconds(1)).then().statusCode(400);
    }

    @Test
    void queriesAreAnsweredAsPrometheusDoes() {
        await(() -> page().contains("probe_success{"));
        given().queryParam("query", "probe_success{job=\"shop\"} + 1")
                .get("/api/v1/query")
                .then()
                .statusCode(200)
                .body("status", equalTo("success"), "data.resultType", equalTo("vector"))
                .body("data.result[0].metric.service", equalTo("shop"), "data.result[0].value[1]", equalTo("2"));
        given().formParam("query", "1 / 3")
                .formParam("time", "1700000000")
                .post("/api/v1/query")
                .then()
                .statusCode(200)
                .body("data.resultType", equalTo("scalar"), "data.result[1]", equalTo("0.3333333333333333"));
        given().queryParam("query", "up ==")
                .get("/api/v1/query")
                .then()
                .statusCode(400)
                .body("errorType", equalTo("bad_data"), "error", containsString("1:6"));
    }

    @Test
    void aReloadTakesWhatHoldsAndRefusesTheRest() throws IOException {
        String good = Files.readString(agent.configuration());
        try {
            Files.writeString(agent.configuration(), good + "colour: red\nseries: {retain: some}\n");
            given().post("/-/reload")
                    .then()
                    .statusCode(500)
                    .body(containsString("colour: unknown key"))
                    .body(containsString("series.retain: "));
            assertThat(page()).contains("tocsin_config_last_reload_successful 0.0", "tocsin_turning 1.0");
        } finally {
            Files.writeString(agent.configuration(), good);
        }
        given().post("/-/reload").then().statusCode(200);
        assertThat(page()).contains("tocsin_config_last_reload_successful 1.0");
    }

    @Test
    void withoutADsnNobodyReportsErrors() {
        assertThat(Arrays.stream(Logger.getLogger("").getHandlers())
                        .map(handler -> handler.getClass().getSimpleName()))
                .doesNotContain("ErrorReports");
    }

    private static Response incidents() {
        return given().get(INCIDENTS);
    }

    private static Response said(String body, String incident, String word) {
        return given().contentType(ContentType.JSON).body(body).post(INCIDENTS + "/{id}/" + word, incident);
    }

    @Test
    void whatANeighbourHasProbedIsTheNeighboursToShow() {
        await(() -> given().queryParam("query", "probe_success{job=\"neighbour\"}")
                .get("/api/v1/query")
                .asString()
                .contains("exported_instance"));
        assertThat(page().lines().filter(line -> line.startsWith("probe_success")))
                .isNotEmpty()
                .allMatch(line -> line.contains("job=\"shop\""));
    }

    private static Response silence(String alert, Instant end) {
        String body = """
            {"matchers": [{"name": "alertname", "value": "%s", "isRegex": false, "isEqual": true}],
             "startsAt": "2026-01-01T00:00:00Z", "endsAt": "%s", "createdBy": "ann", "comment": "at work"}\
            """.formatted(alert, end);
        return given().contentType(ContentType.JSON).body(body).post("/api/v2/silences");
    }

    private String page() {
        return given().accept("application/openmetrics-text")
                .get(managed("/metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private URI managed(String path) {
        return management.resolve(path);
    }

    private String line(String start) {
        return page().lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
    }

    /** Asks again and again: the agent lives in real time here. */
    private void await(BooleanSupplier condition) {
        Instant end = clock.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(clock.now()).as("the agent took too long").isBefore(end);
        }
    }
}
