package dev.tocsin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.http.Request;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin query}: asks a running agent, or anything else that speaks Prometheus' API. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Asks a running agent in PromQL.",
        footer = {
            "",
            "Examples:",
            "  tocsin query 'probe_success'",
            "  tocsin query 'rate(http_requests_total[5m])' --time 2026-11-22T03:00:00Z",
            "  tocsin query up --json --url http://prometheus:9090",
            "",
            "Exit codes: 0 answered, 1 not."
        })
final class QueryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Parameters(paramLabel = "EXPR", description = "An expression in PromQL.")
    private String expression;

    @Option(names = "--time", paramLabel = "TIME", description = "As of then: RFC 3339 or seconds since 1970.")
    private @Nullable String time;

    @Option(names = "--json", description = "The answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        String query = "query=" + AgentOptions.encoded(expression)
                + (time == null ? "" : "&time=" + AgentOptions.encoded(time));
        JsonNode answer = agent.ask(Request.get(agent.at("/api/v1/query", query)));
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        answer.path("warnings").forEach(warning -> err.println("warning: " + warning.asText()));
        answer.path("infos").forEach(info -> err.println("info: " + info.asText()));
        if (json) {
            out.println(answer);
        } else if (answer.path("status").asText().equals("success")) {
            Table.print(rows(answer.path("data")), out);
        }
        if (!answer.path("status").asText().equals("success")) {
            throw new Complaint(answer.path("error").asText("the agent gave no answer"));
        }
        return 0;
    }

    private static List<List<String>> rows(JsonNode data) {
        JsonNode result = data.path("result");
        List<List<String>> rows = new ArrayList<>();
        switch (data.path("resultType").asText()) {
            case "vector" -> result.forEach(one -> rows.add(row(one, one.path("value"), one.path("histogram"))));
            case "matrix" ->
                result.forEach(one -> {
                    one.path("values").forEach(value -> rows.add(row(one, value, value.path("none"))));
                    one.path("histograms").forEach(value -> rows.add(row(one, value.path("none"), value)));
                });
            default -> rows.add(List.of("", result.path(1).asText()));
        }
        return rows;
    }

    private static List<String> row(JsonNode one, JsonNode value, JsonNode histogram) {
        if (value.isMissingNode()) {
            JsonNode sums = histogram.path(1);
            String text = "count " + sums.path("count").asText() + " sum "
                    + sums.path("sum").asText();
            return List.of(series(one.path("metric")), text, at(histogram));
        }
        return List.of(series(one.path("metric")), value.path(1).asText(), at(value));
    }

    private static String at(JsonNode value) {
        return "@" + value.path(0).decimalValue().toPlainString();
    }

    private static String series(JsonNode metric) {
        String labels = metric.properties().stream()
                .filter(label -> !label.getKey().equals("__name__"))
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        return metric.path("__name__").asText() + labels;
    }
}
