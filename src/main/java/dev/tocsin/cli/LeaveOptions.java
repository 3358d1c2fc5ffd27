package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How leave is given or taken: of which act, by whom, and of which agent. */
final class LeaveOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Parameters(paramLabel = "ACT", description = "Its id, as in tocsin acts.")
    private String act;

    @Mixin
    private Author author;

    /** Says {@code word}, {@code approve} or {@code reject}, and that it was heard. */
    void say(String word) {
        ObjectNode body = author.body().put("act", act);
        agent.askWell(Request.post(agent.at("/api/tocsin/v1/acts/" + word, ""), Payload.json(body.toString())));
        spec.commandLine().getOut().println("heard: " + word + " " + act + "; tocsin incidents tells what comes of it");
    }
}
