package dev.tocsin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.http.Request;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin acts}: what is being done about incidents, and what waits for leave. */
@Command(
        name = "acts",
        mixinStandardHelpOptions = true,
        description = "Lists the acts of a running agent that are not over: those that wait for leave first of all.",
        footer = {"", "Examples:", "  tocsin acts", "  tocsin acts --json", "", "Exit codes: 0 shown, 1 not."})
final class ActsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Option(names = "--json", description = "The answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode answer = agent.askWell(Request.get(agent.at("/api/tocsin/v1/acts", "")));
        if (json) {
            out.println(answer);
        } else if (answer.isEmpty()) {
            out.println("no acts under way");
        } else {
            Table.print(rows(answer), out);
        }
        return 0;
    }

    private static List<List<String>> rows(JsonNode all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ACT", "SERVICE", "STATE", "EXPIRES", "WHAT"));
        all.forEach(one -> rows.add(List.of(
                one.path("id").asText(),
                one.path("service").asText(),
                one.path("state").asText(),
                one.path("expires").asText("-"),
                one.path("text").asText())));
        return rows;
    }
}
