package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin ack}: somebody has it. */
@Command(
        name = "ack",
        mixinStandardHelpOptions = true,
        description = "Acknowledges an incident: nobody else is woken for it, and no remedy begins.",
        footer = {
            "",
            "Examples:",
            "  tocsin ack 51c08ac34b-m2jq3k1v",
            "  tocsin ack 51c08ac34b-m2jq3k1v --by ann --for 30m",
            "",
            "Exit codes: 0 acknowledged, 1 not."
        })
final class AckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Parameters(paramLabel = "INCIDENT", description = "Its id, as in tocsin incidents, or a dedup key.")
    private String incident;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who has it (default: ${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--for", paramLabel = "TIME", description = "Only for so long, such as 30m.")
    private @Nullable String limit;

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("by", by);
        if (limit != null) {
            body.put("for", limit);
        }
        String path = "/api/tocsin/v1/incidents/" + AgentOptions.encoded(incident) + "/acknowledge";
        agent.askWell(Request.post(agent.at(path, ""), Payload.json(body.toString())));
        spec.commandLine().getOut().println("acknowledged by " + by);
        return 0;
    }
}
