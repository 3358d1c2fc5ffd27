package dev.tocsin.cli;

import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin oncall revoke}: an override ends. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Ends an override now, or takes one back that has not begun.",
        footer = {"", "Examples:", "  tocsin oncall revoke primary 01JD...", "", "Exit codes: 0 ended, 1 not."})
final class OncallRevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Parameters(index = "0", paramLabel = "SCHEDULE", description = "Which schedule.")
    private String schedule;

    @Parameters(index = "1", paramLabel = "OVERRIDE", description = "Its id, as in tocsin oncall.")
    private String override;

    @Mixin
    private Author author;

    @Override
    public Integer call() {
        String path = "/api/tocsin/v1/oncall/" + AgentOptions.encoded(schedule) + "/overrides/"
                + AgentOptions.encoded(override);
        String body = author.body().toString();
        agent.askWell(Request.get(agent.at(path, "")).withMethod("DELETE").withBody(Optional.of(Payload.json(body))));
        spec.commandLine().getOut().println("ended");
        return 0;
    }
}
