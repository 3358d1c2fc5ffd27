package dev.tocsin.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The process: reads its arguments first. Only {@code run} starts Quarkus; every other command opens no ledger and binds no port but
 * those of the demo's world.
 */
@QuarkusMain
public final class Main {
    Main() {}

    /** Ends the process with the command's exit code: 0 well, 1 something is wrong with what was given, 2 wrong usage. */
    public static void main(String... args) {
        // Else names are remembered for half a minute: a probe must see where a name leads now, and how long it takes
        // to learn that.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        System.exit(execute(args));
    }

    static int execute(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return line(out, err, args).execute(args);
    }

    /** What understands {@code args}, speaking to {@code out} and {@code err}. */
    static CommandLine line(PrintWriter out, PrintWriter err, String... args) {
        return TocsinCommand.line(args)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::usage)
                .setExecutionExceptionHandler((fault, command, parsed) -> failed(fault, command));
    }

    private static int usage(ParameterException fault, String... args) {
        PrintWriter err = fault.getCommandLine().getErr();
        err.println("tocsin: " + fault.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(fault, err);
        err.println("See: tocsin "
                + fault.getCommandLine().getCommandSpec().qualifiedName(" ").replaceFirst("^tocsin ?", "") + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** Expected faults are sentences; anything else is a bug and shows where it is. */
    private static int failed(Exception fault, CommandLine command) {
        if (fault instanceof Complaint complaint) {
            command.getErr().println("tocsin: " + complaint.getMessage());
        } else {
            command.getErr().println("tocsin: this is a bug, please report it:");
            fault.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
