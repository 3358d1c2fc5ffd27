package dev.tocsin.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin approve}: gives leave. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Gives leave to an act that waits for it; the evidence is weighed once more.",
        footer = {
            "",
            "Examples:",
            "  tocsin approve 51c08ac34b-m2jq3k1v/roll-back-api",
            "  tocsin approve 51c08ac34b-m2jq3k1v/roll-back-api --by ann --token-file ~/.tocsin-token",
            "",
            "Exit codes: 0 heard, 1 not."
        })
final class ApproveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LeaveOptions leave;

    @Parameters(paramLabel = "ACT", description = "Its id, as in tocsin acts.")
    private String act;

    @Override
    public Integer call() {
        leave.say("approve", act);
        spec.commandLine().getOut().println("heard: approve " + act + "; tocsin incidents tells what comes of it");
        return 0;
    }
}
