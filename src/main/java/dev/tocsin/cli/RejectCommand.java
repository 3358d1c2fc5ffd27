package dev.tocsin.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin reject}: takes leave. */
@Command(
        name = "reject",
        mixinStandardHelpOptions = true,
        description = "Forbids an act, as long as the platform was not asked.",
        footer = {
            "",
            "Examples:",
            "  tocsin reject 51c08ac34b-m2jq3k1v/roll-back-api",
            "  tocsin reject 51c08ac34b-m2jq3k1v/roll-back-api --by ann --token-file ~/.tocsin-token",
            "",
            "Exit codes: 0 heard, 1 not."
        })
final class RejectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LeaveOptions leave;

    @Parameters(paramLabel = "ACT", description = "Its id, as in tocsin acts.")
    private String act;

    @Override
    public Integer call() {
        leave.say("reject", act);
        spec.commandLine().getOut().println("heard: reject " + act + "; tocsin incidents tells what comes of it");
        return 0;
    }
}
