package dev.tocsin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.http.Request;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin incidents}: what is open, or what happened in one. */
@Command(
        name = "incidents",
        mixinStandardHelpOptions = true,
        description = "Lists the open incidents of a running agent, or the timeline of one.",
        footer = {
            "",
            "Examples:",
            "  tocsin incidents",
            "  tocsin incidents 51c08ac34b-m2jq3k1v        its timeline",
            "  tocsin incidents --json"
        })
final class IncidentsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Parameters(paramLabel = "INCIDENT", arity = "0..1", description = "Show the timeline of this one.")
    private String incident = "";

    @Option(names = "--json", description = "The answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String path = "/api/tocsin/v1/incidents"
                + (incident.isEmpty() ? "" : "/" + AgentOptions.encoded(incident) + "/timeline");
        JsonNode answer = agent.askWell(Request.get(agent.at(path, "")));
        if (json) {
            out.println(answer);
        } else if (answer.isEmpty()) {
            out.println(incident.isEmpty() ? "no open incidents" : "nothing is known of " + incident);
        } else {
            Table.print(incident.isEmpty() ? incidents(answer) : timeline(answer), out);
        }
        return 0;
    }

    private static List<List<String>> incidents(JsonNode all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("INCIDENT", "SEVERITY", "OPENED", "ALERTS", "ESCALATION"));
        all.forEach(one -> rows.add(List.of(
                one.path("id").asText(),
                one.path("severity").asText(),
                second(one.path("opened").asText()),
                names(one.path("alerts")),
                one.path("escalation").asText())));
        return rows;
    }

    private static String names(JsonNode alerts) {
        return StreamSupport.stream(alerts.spliterator(), false)
                .map(alert -> alert.path("labels").path("alertname").asText())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static List<List<String>> timeline(JsonNode entries) {
        List<List<String>> rows = new ArrayList<>();
        entries.forEach(one -> rows.add(List.of(
                second(one.path("at").asText()),
                one.path("kind").asText().toLowerCase(Locale.ROOT).replace('_', ' '),
                one.path("text").asText())));
        return rows;
    }

    /** {@code 2026-11-23T03:16:18Z}: fractions are for programs. */
    private static String second(String time) {
        return time.replaceFirst("\\.[0-9]+Z$", "Z");
    }
}
