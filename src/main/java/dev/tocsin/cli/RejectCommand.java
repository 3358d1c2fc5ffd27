package dev.tocsin.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tocsin reject}: takes leave. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description = "Forbids an act, as long as the platform was not asked.",
        footer = {
            "",
            "Examples:",
            "  tocsin reject 51c08ac34b-m2jq3k1v/roll-back-api",
            "  tocsin reject 51c08ac34b-m2jq3k1v/roll-back-api --token-file ~/.tocsin-token",
            "",
            "Exit codes: 0 heard, 1 not."
        })
final class RejectCommand implements Callable<Integer> {
    @Mixin
    private LeaveOptions leave;

    @Override
    public Integer call() {
        leave.say("reject");
        return 0;
    }
}
