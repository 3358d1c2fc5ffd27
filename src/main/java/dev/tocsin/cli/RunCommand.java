package dev.tocsin.cli;

import dev.tocsin.app.Headstart;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import io.quarkus.runtime.Quarkus;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin run}: the agent itself. The only command that starts Quarkus. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Watches, tells people and acts, until it is stopped.",
        footer = {
            "",
            "The configuration is checked first: with any fault nothing starts.",
            "SIGTERM ends it within ten seconds; kill -9 costs nothing that a person sees.",
            "",
            "Examples:",
            "  tocsin run --config tocsin.yml",
            "  tocsin run --config staging.yml --env-file staging.env"
        })
final class RunCommand implements Callable<Integer> {
    /** Addresses that are not quite right come as far as the gate; Quarkus turns them away without a word. */
    private static final String ANY_ADDRESS = "vertx.disableURIValidation";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "tocsin.yml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Lines NAME=value for $${NAME} in the configuration; the process's own variables win.")
    private @Nullable Path envFile;

    @Option(names = "--beside", paramLabel = "PID", hidden = true, description = "End when that process ends.")
    private @Nullable Long companion;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        return switch (Headstart.begin(file, CheckCommand.environment(envFile), Version.number())) {
            case Loaded.Refused<Headstart>(List<Fault> faults) -> {
                faults.forEach(err::println);
                throw new Complaint("not started: " + Faults.count(faults) + " in the configuration");
            }
            // Quarkus starts with its logging, which then has the warnings.
            case Loaded.Ready<Headstart>(Headstart begun, List<Fault> _) -> serve(begun);
        };
    }

    private int serve(Headstart begun) {
        // One file for the operator: what Quarkus must know of it becomes its properties.
        begun.properties().forEach(System::setProperty);
        System.setProperty(ANY_ADDRESS, "true");
        try (begun) {
            if (companion != null) {
                ProcessHandle other = ProcessHandle.of(companion)
                        .orElseThrow(() -> new Complaint("there is no process " + companion));
                CompletableFuture<Void> unused = other.onExit().thenRun(Quarkus::asyncExit);
            }
            return serve();
        }
    }

    private int serve() {
        AtomicInteger code = new AtomicInteger();
        // Quarkus may tell of one end twice.
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        Quarkus.run(null, (ended, cause) -> {
            code.set(ended);
            fault.compareAndSet(null, cause);
        });
        Throwable cause = fault.get();
        if (cause != null) {
            throw new Complaint("not started: " + words(cause));
        }
        return code.get();
    }

    private static String words(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return "cannot listen: " + each.getMessage() + "; see web.listen and web.management";
            }
        }
        return cause.toString();
    }
}
