package dev.tocsin.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin} without a command says what there is. */
@Command(
        name = "tocsin",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Watches services, tells people, and rolls back when that is right.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  tocsin demo                          see an outage from the first failed check to the all-clear",
            "  tocsin check tocsin.yml              validate configuration and rules, all faults at once",
            "  tocsin run --config tocsin.yml       watch",
            "  tocsin test rules alert-rules/tests/*.test.yml",
            "",
            "Exit codes: 0 well, 1 something is wrong with what was given, 2 wrong usage."
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            TestCommand.class,
            QueryCommand.class,
            SimulateCommand.class,
            IncidentsCommand.class,
            AckCommand.class,
            UnackCommand.class,
            HandoverCommand.class,
            NoteCommand.class,
            OncallCommand.class,
            ActsCommand.class,
            ApproveCommand.class,
            RejectCommand.class,
            UnpinCommand.class,
            TokenCommand.class,
            HealthCommand.class,
            CommandLine.HelpCommand.class
        })
final class TocsinCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
