package dev.tocsin.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tocsin unack}: nobody has it any more. */
@Command(
        name = "unack",
        mixinStandardHelpOptions = true,
        description = "Takes an acknowledgement back: the escalation goes on where it stood, at once.",
        footer = {"", "Examples:", "  tocsin unack 51c08ac34b-m2jq3k1v --by ann", "", "Exit codes: 0 taken back, 1 not."
        })
final class UnackCommand implements Callable<Integer> {
    @Mixin
    private SayOptions incident;

    @Override
    public Integer call() {
        incident.say("unacknowledge", SayOptions.nothing(), "nobody has it any more; who is next is told");
        return 0;
    }
}
