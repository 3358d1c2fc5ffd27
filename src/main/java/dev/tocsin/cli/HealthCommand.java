package dev.tocsin.cli;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin health}: whether an agent is well, for a container's health check. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Says whether a running agent is ready.",
        footer = {
            "",
            "Examples:",
            "  tocsin health",
            "  HEALTHCHECK CMD [\"tocsin\", \"health\"]",
            "",
            "Exit codes: 0 ready, 1 not."
        })
final class HealthCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9912",
            description = "The agent's management address (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Override
    public Integer call() {
        URI ready = URI.create(url.toString().replaceAll("/+$", "") + "/q/health/ready");
        try (Client client = new Client(new SystemClock(), "cli")) {
            return switch (client.exchange(Request.get(ready).withTimeout(TIMEOUT))) {
                case Exchange.Failed failed ->
                    throw new Complaint("no agent answers at " + url + ": " + failed.detail());
                case Exchange.Answered answered -> {
                    spec.commandLine().getOut().println(answered.reply().text());
                    yield answered.reply().ok() ? 0 : 1;
                }
            };
        }
    }
}
