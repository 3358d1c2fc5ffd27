package dev.tocsin.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Parsed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemoteStoreTest {
    private final AtomicReference<Call> asked = new AtomicReference<>();
    private final AtomicReference<Reply> answer = new AtomicReference<>(Reply.json(200, "{}"));
    private final Client client = new Client(new SystemClock(), "test");
    private final LoopbackServer server = LoopbackServer.start(0, call -> {
        asked.set(call);
        return answer.get();
    });

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    private Outcome ask(String answered) {
        answer.set(Reply.json(200, answered));
        String yaml = "datasources: [{name: far, url: '" + server.uri()
                + "/prometheus/', headers: {X-Scope-OrgID: team}, basic_auth: {username: u, password: p}}]";
        Loaded<List<DatasourceConfig>> loaded = Config.load(
                new Source("tocsin.yml", yaml, Path.of(".")), name -> Optional.empty(), DatasourceConfig::list);
        DatasourceConfig config =
                ((Loaded.Ready<List<DatasourceConfig>>) loaded).value().getFirst();
        Parsed.Good parsed = (Parsed.Good) Promql.parse("rate(up{job=\"a&b\"}[5m]) > 0");
        return new RemoteStore(config, client).instant(parsed.expr(), 1_234_567, Duration.ofSeconds(60));
    }

    @Test
    void aVectorIsTakenOver() {
        Outcome outcome = ask("""
                {"status": "success", "warnings": ["careful"], "infos": ["by the way"], "data": {"resultType": "vector", "result": [
                  {"metric": {"__name__": "up", "job": "api"}, "value": [1234.567, "1.5"]},
                  {"metric": {}, "value": [1234, "+Inf"]}]}}""");
        assertThat(outcome)
                .isEqualTo(new Outcome.Answer(
                        new Value.Vector(List.of(
                                new Value.Entry(Labels.of("__name__", "up", "job", "api"), 1_234_567, 1.5, null),
                                new Value.Entry(Labels.empty(), 1_234_000, Double.POSITIVE_INFINITY, null))),
                        List.of("careful"),
                        List.of("by the way")));
        Call call = asked.get();
        assertThat(call.method() + " " + call.path()).isEqualTo("POST /prometheus/api/v1/query");
        assertThat(call.text())
                .isEqualTo("query=rate%28up%7Bjob%3D%22a%26b%22%7D%5B5m%5D%29+%3E+0&time=1234.567&timeout=60000ms");
        assertThat(call.header("content-type")).contains("application/x-www-form-urlencoded");
        assertThat(call.header("x-scope-orgid")).contains("team");
        assertThat(call.header("authorization")).contains("Basic dTpw");
    }

    @Test
    void aScalarIsTakenOver() {
        assertThat(ask("{\"status\": \"success\", \"data\": {\"resultType\": \"scalar\", \"result\": [7, \"NaN\"]}}"))
                .isEqualTo(new Outcome.Answer(new Value.Scalar(7_000, Double.NaN), List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"status": "error", "error": "many-to-many"}                                       | datasource far: many-to-many
        <html>                                                                             | datasource far: status 200, and the answer is not JSON
        {"status": "success", "data": {"resultType": "matrix", "result": []}}              | datasource far: an answer of the type "matrix" is no vector
        {"status": "success", "data": {"resultType": "vector", "result": [{"value": []}]}} | datasource far: a value without a time
        {"status": "success", "data": {"resultType": "scalar", "result": [1, "x"]}}        | datasource far: "x" is not a number
        {"status": "success", "data": {"resultType": "vector", "result": [{"histogram": [1, {}]}]}} | datasource far: native histograms cannot be taken over
        """)
    void whatIsNoAnswerIsAFailure(String answered, String why) {
        assertThat(ask(answered)).isEqualTo(new Outcome.Failure(Outcome.Cause.EXECUTION, why));
    }

    @Test
    void aStoreThatIsGoneIsAFailure() {
        server.close();
        assertThat(ask(""))
                .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        failure -> assertThat(failure.message())
                                .startsWith("datasource far: ")
                                .contains("refused the connection"));
    }
}
