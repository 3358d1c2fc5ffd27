package dev.tocsin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin oncall override}: somebody stands in. */
@Command(
        name = "override",
        mixinStandardHelpOptions = true,
        description = "Puts somebody on call in place of whomever the schedule names.",
        footer = {
            "",
            "Times without an offset are in the schedule's zone.",
            "",
            "Examples:",
            "  tocsin oncall override primary bea --for 8h --by ann",
            "  tocsin oncall override primary bea --from 2026-12-24T18:00 --for 12h",
            "",
            "Exit codes: 0 made, 1 not."
        })
final class OncallOverrideCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Parameters(index = "0", paramLabel = "SCHEDULE", description = "Which schedule.")
    private String schedule;

    @Parameters(index = "1", paramLabel = "PERSON", description = "Who stands in.")
    private String person;

    @Option(names = "--from", paramLabel = "TIME", description = "From then on (default: now).")
    private @Nullable String from;

    @ArgGroup(multiplicity = "1")
    private End end;

    @Mixin
    private Author author;

    /** One of the two. */
    static final class End {
        @Option(names = "--for", paramLabel = "TIME", description = "For so long, such as 8h.")
        private @Nullable String span;

        @Option(names = "--until", paramLabel = "TIME", description = "Until then.")
        private @Nullable String until;
    }

    @Override
    public Integer call() {
        ObjectNode body = author.body().put("user", person);
        put(body, "start", from);
        put(body, "for", end.span);
        put(body, "end", end.until);
        String path = "/api/tocsin/v1/oncall/" + AgentOptions.encoded(schedule) + "/overrides";
        JsonNode made = agent.askWell(Request.post(agent.at(path, ""), Payload.json(body.toString())));
        spec.commandLine()
                .getOut()
                .println(person + " is on call by " + schedule + " from "
                        + made.path("start").asText() + " until "
                        + made.path("end").asText() + ": override "
                        + made.path("id").asText());
        return 0;
    }

    private static void put(ObjectNode body, String key, @Nullable String value) {
        if (value != null) {
            body.put(key, value);
        }
    }
}
