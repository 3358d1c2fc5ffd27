package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin unpin}: production goes on from where a rollback has pinned it. */
@Command(
        name = "unpin",
        mixinStandardHelpOptions = true,
        description = {
            "Lets production of a service go on that a rollback on Vercel has pinned: promotes a deployment, after which what is pushed"
                    + " goes live again. Takes an approver.",
            "Without --to it is the newest deployment that is ready and has never served: what was rolled back is not taken for the mend."
        },
        footer = {
            "",
            "Examples:",
            "  tocsin unpin web",
            "  tocsin unpin web --to dpl_7Gk2 --by ann --token-file ~/.tocsin-token",
            "",
            "Exit codes: 0 heard, 1 not."
        })
final class UnpinCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Parameters(paramLabel = "SERVICE", description = "Its name, as under services in tocsin.yml.")
    private String service;

    @Option(
            names = "--to",
            paramLabel = "DEPLOYMENT",
            defaultValue = "",
            description = "The deployment that is to serve.")
    private String deployment;

    @Option(
            names = "--incident",
            paramLabel = "INCIDENT",
            defaultValue = "",
            description = "Whose timeline tells of it (default: the latest open one about the service).")
    private String incident;

    @Mixin
    private Author author;

    @Override
    public Integer call() {
        ObjectNode body = author.body()
                .put("service", service)
                .put("deployment", deployment)
                .put("incident", incident);
        agent.askWell(Request.post(agent.at("/api/tocsin/v1/acts/unpin", ""), Payload.json(body.toString())));
        spec.commandLine().getOut().println("heard: unpin " + service + "; tocsin acts tells what comes of it");
        return 0;
    }
}
