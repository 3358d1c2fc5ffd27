package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is said to which incident, by whom, and of which agent. */
final class SayOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Parameters(index = "0", paramLabel = "INCIDENT", description = "Its id, as in tocsin incidents, or a dedup key.")
    private String incident;

    @Mixin
    private Author author;

    /** Who speaks. */
    String by() {
        return author.name();
    }

    /** Says {@code word} with {@code more} in the body, and prints {@code heard} once it was heard. */
    void say(String word, ObjectNode more, String heard) {
        String path = "/api/tocsin/v1/incidents/" + AgentOptions.encoded(incident) + "/" + word;
        ObjectNode body = author.body().setAll(more);
        agent.askWell(Request.post(agent.at(path, ""), Payload.json(body.toString())));
        spec.commandLine().getOut().println(heard);
    }

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
