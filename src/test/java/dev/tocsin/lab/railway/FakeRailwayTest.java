package dev.tocsin.lab.railway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.SimulatedClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in does what Railway does, so that a client that pleases it would please Railway. */
final class FakeRailwayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST =
            "query($i: DeploymentListInput!) { deployments(input: $i) { edges { node { id status canRollback meta } } } }";
    private static final String INPUT = "{\"i\":{\"projectId\":\"p\",\"environmentId\":\"e\",\"serviceId\":\"s\"}}";

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final FakeRailway railway = FakeRailway.start(
            clock,
            new FakeRailway.Settings(
                    "p", "e", "s", "token", new FakeRailway.Times(seconds(1), seconds(5), seconds(3), seconds(100))),
            0);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        railway.close();
        http.close();
    }

    @Test
    void aRollbackIsSeenLaterAndTheOldOneGoesStepByStep() throws Exception {
        String good = railway.deploy("good");
        clock.advance(seconds(10));
        railway.deploy("bad");
        clock.advance(seconds(20));
        assertThat(statuses()).containsExactly("dep-2 SUCCESS true", "dep-1 REMOVED true");

        assertThat(rollBack(good).at("/data/deploymentRollback").booleanValue()).isTrue();
        assertThat(statuses()).containsExactly("dep-2 SUCCESS true", "dep-1 REMOVED true");
        clock.advance(seconds(1));
        assertThat(statuses()).containsExactly("dep-3 DEPLOYING false", "dep-2 SUCCESS true", "dep-1 REMOVED true");
        clock.advance(seconds(5));
        assertThat(statuses()).containsExactly("dep-3 SUCCESS true", "dep-2 REMOVING true", "dep-1 REMOVED true");
        assertThat(railway.serving()).map(Deployed::commit).contains("good");
        clock.advance(seconds(3));
        assertThat(statuses()).containsExactly("dep-3 SUCCESS true", "dep-2 REMOVED true", "dep-1 REMOVED true");
        clock.advance(seconds(100));
        assertThat(statuses()).containsExactly("dep-3 SUCCESS true", "dep-2 REMOVED false", "dep-1 REMOVED false");
        assertThat(error(rollBack(good))).isEqualTo("Deployment cannot be rolled back");
        assertThat(railway.rollbacks()).extracting(Asked::id).containsExactly(good);
    }

    @ParameterizedTest
    @CsvSource({"USUAL, 3, good", "NOTHING, 2, bad", "TWICE, 4, good", "FAILS, 3, bad"})
    void effectsAreScripted(Effect effect, int deployments, String serving) throws Exception {
        String good = railway.deploy("good");
        railway.deploy("bad");
        clock.advance(seconds(10));
        railway.effects().next(effect);
        rollBack(good);
        clock.advance(seconds(10));
        assertThat(railway.deployments()).hasSize(deployments);
        assertThat(railway.serving()).map(Deployed::commit).contains(serving);
    }

    @Test
    void theWorldIsToldWhatServes() {
        List<String> served = new ArrayList<>();
        railway.whenServing(clock, deployed -> served.add(deployed.commit()));
        railway.deploy("good");
        railway.deployBroken("broken");
        assertThat(served).isEmpty();
        clock.advance(seconds(10));
        assertThat(served).containsExactly("good");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mutation { deploymentRollback(id: "x") { id status } } | Field "deploymentRollback" must not have a selection since type "Boolean!" has no subfields.
            mutation { deploymentRollback(key: "x") }    | Unknown argument "key" on field "deploymentRollback".
            mutation { deploymentUndo(id: "x") }         | Cannot query field "deploymentUndo" on type "mutation".
            mutation { deploymentRollback(id: $id) }     | Variable "$id" is not defined.
            query { deployments { edges { node } } }     | Field "node" of type "Deployment!" must have a selection of subfields.
            query { deployments { edges { node { colour } } } } | Cannot query field "colour" on type "Deployment".
            nonsense                                     | Syntax Error: Unexpected nonsense
            query { deployments                          | Field
            """)
    void documentsAreHeldToTheSchema(String document, String fault) throws Exception {
        HttpResponse<String> response = send(document, "{}", "Project-Access-Token", "token");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(JSON.readTree(response.body()))).containsAnyOf(fault, "Syntax Error");
    }

    @ParameterizedTest
    @CsvSource({"Project-Access-Token, wrong", "Authorization, Bearer token", "X-Nothing, token"})
    void theWrongTokenOrHeaderIsNotAuthorizedWithStatus200(String header, String value) throws Exception {
        HttpResponse<String> response = send(LIST, INPUT, header, value);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(error(JSON.readTree(response.body()))).isEqualTo("Not Authorized");
    }

    @Test
    void aNullIsNotHarmless() throws Exception {
        String withNull = INPUT.replace("\"p\"", "null");
        JsonNode answer = JSON.readTree(
                send(LIST, withNull, "Project-Access-Token", "token").body());
        assertThat(error(answer)).contains("unset");
    }

    private List<String> statuses() throws Exception {
        List<String> statuses = new ArrayList<>();
        JsonNode answer =
                JSON.readTree(send(LIST, INPUT, "Project-Access-Token", "token").body());
        for (JsonNode edge : answer.at("/data/deployments/edges")) {
            JsonNode node = edge.path("node");
            statuses.add(node.path("id").asText()
                    + ' '
                    + node.path("status").asText()
                    + ' '
                    + node.path("canRollback").asText());
        }
        return statuses;
    }

    private JsonNode rollBack(String id) throws Exception {
        String document = "mutation { deploymentRollback(id: \"" + id + "\") }";
        return JSON.readTree(
                send(document, "{}", "Project-Access-Token", "token").body());
    }

    private static String error(JsonNode answer) {
        return answer.at("/errors/0/message").asText();
    }

    private HttpResponse<String> send(String document, String variables, String header, String value)
            throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("query", document)
                .set("variables", JSON.readTree(variables))
                .toString();
        HttpRequest request = HttpRequest.newBuilder(railway.url())
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }
}
