package dev.tocsin.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tocsin approve}: gives leave. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Gives leave to an act that waits for it; the evidence is weighed once more.",
        footer = {
            "",
            "Examples:",
            "  tocsin approve 51c08ac34b-m2jq3k1v/roll-back-api",
            "  tocsin approve 51c08ac34b-m2jq3k1v/roll-back-api --token-file ~/.tocsin-token",
            "",
            "Exit codes: 0 heard, 1 not."
        })
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private LeaveOptions leave;

    @Override
    public Integer call() {
        leave.say("approve");
        return 0;
    }
}
