package dev.tocsin.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tocsin handover}: somebody else is to take it. */
@Command(
        name = "handover",
        mixinStandardHelpOptions = true,
        description =
                "Hands an incident over: the other is told at once, and has as long as a step of the policy to acknowledge.",
        footer = {
            "",
            "Examples:",
            "  tocsin handover 51c08ac34b-m2jq3k1v bea --by ann",
            "  tocsin handover 51c08ac34b-m2jq3k1v primary   whoever is on call by it",
            "",
            "Exit codes: 0 handed over, 1 not."
        })
final class HandoverCommand implements Callable<Integer> {
    @Mixin
    private SayOptions incident;

    @Parameters(index = "1", paramLabel = "TO", description = "A person, or a schedule.")
    private String to;

    @Override
    public Integer call() {
        incident.say("handover", SayOptions.nothing().put("to", to), "handed over to " + to + ", who is told");
        return 0;
    }
}
