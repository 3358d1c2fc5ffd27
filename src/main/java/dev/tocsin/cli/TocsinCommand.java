package dev.tocsin.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
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
            "  tocsin demo                      see an outage, from failure to all-clear",
            "  tocsin check tocsin.yml          validate configuration and rules",
            "  tocsin run --config tocsin.yml   watch",
            "  tocsin test rules alert-rules/tests/*.test.yml",
            "",
            "Exit codes: 0 well, 1 something is wrong with what was given, 2 wrong usage."
        },
        subcommands = CommandLine.HelpCommand.class)
final class TocsinCommand implements Runnable {
    /** Every command by its name, in the order in which the help shows them. */
    private static final SequencedMap<String, Class<?>> COMMANDS = commands();

    @Spec
    private CommandSpec spec;

    /**
     * The line that understands {@code args}. Only the command that they name is made where they name one: to make all of them by
     * reflection took longer than anything else before {@code run} begins.
     */
    static CommandLine line(String... args) {
        CommandLine line = new CommandLine(new TocsinCommand());
        Class<?> named = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (named != null) {
            return line.addSubcommand(named);
        }
        COMMANDS.values().forEach(line::addSubcommand);
        return line;
    }

    private static SequencedMap<String, Class<?>> commands() {
        SequencedMap<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand.class);
        commands.put("run", RunCommand.class);
        commands.put("check", CheckCommand.class);
        commands.put("test", TestCommand.class);
        commands.put("query", QueryCommand.class);
        commands.put("simulate", SimulateCommand.class);
        commands.put("incidents", IncidentsCommand.class);
        commands.put("ack", AckCommand.class);
        commands.put("unack", UnackCommand.class);
        commands.put("handover", HandoverCommand.class);
        commands.put("note", NoteCommand.class);
        commands.put("oncall", OncallCommand.class);
        commands.put("acts", ActsCommand.class);
        commands.put("approve", ApproveCommand.class);
        commands.put("reject", RejectCommand.class);
        commands.put("unpin", UnpinCommand.class);
        commands.put("token", TokenCommand.class);
        commands.put("health", HealthCommand.class);
        return Collections.unmodifiableSequencedMap(commands);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
