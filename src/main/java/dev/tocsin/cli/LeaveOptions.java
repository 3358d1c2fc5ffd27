package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How leave is given or taken: by whom, and of which agent. */
final class LeaveOptions {
    @Mixin
    private AgentOptions agent;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who says so (default: ${DEFAULT-VALUE}).")
    private String by;

    /** Says {@code word}, {@code approve} or {@code reject}, of {@code act}. */
    void say(String word, String act) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("act", act).put("by", by);
        agent.askWell(Request.post(agent.at("/api/tocsin/v1/acts/" + word, ""), Payload.json(body.toString())));
    }
}
