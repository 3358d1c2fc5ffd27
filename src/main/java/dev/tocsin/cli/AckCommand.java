package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    @Mixin
    private SayOptions incident;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Only for so long, such as 30m (default: ack_timeout of the policy, else until the end).")
    private @Nullable String limit;

    @Override
    public Integer call() {
        ObjectNode more = SayOptions.nothing();
        if (limit != null) {
            more.put("for", limit);
        }
        incident.say("acknowledge", more, "acknowledged by " + incident.by());
        return 0;
    }
}
