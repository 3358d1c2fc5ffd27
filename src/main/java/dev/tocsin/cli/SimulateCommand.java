package dev.tocsin.cli;

import dev.tocsin.lab.proof.Seams;
import dev.tocsin.lab.proof.Simulator;
import dev.tocsin.lab.proof.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin simulate}: worlds of trouble from seeds, judged by what they received. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Proves on worlds of trouble that no page and no resolve is lost, and eight more things.",
        footer = {
            "",
            "A seed makes a world: a configuration, some hours of alerts and people, and",
            "what goes wrong: deaths of the agent between any two steps, outages of its",
            "ledger, partitions, far ends that answer late, twice, never, or lie. The real",
            "agent lives through it in simulated time, and ten invariants are judged by what",
            "the world received. The same seed makes the same story.",
            "",
            "Examples:",
            "  tocsin simulate                           1,000 worlds",
            "  tocsin simulate --seeds 10000             as many as you like",
            "  tocsin simulate --seeds 500 --from 7001   others",
            "  tocsin simulate --seed 4711 --story       one of them, with all that happened",
            "",
            "Exit codes: 0 all passed and enough happened, 1 not so."
        })
final class SimulateCommand implements Callable<Integer> {
    /** Worlds are full of trouble: what the agent says of it is in their stories. The driver would tell of each statement. */
    private static final List<Logger> QUIET = List.of(Logger.getLogger("dev.tocsin"), Logger.getLogger("org.sqlite"));

    private static final int LINE = 500;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many worlds (default: ${DEFAULT-VALUE}).")
    private long seeds;

    @Option(
            names = "--from",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--seed", paramLabel = "SEED", description = "This world alone.")
    private @Nullable Long seed;

    @Option(names = "--story", description = "Tell all that happened, of failed worlds or of the one.")
    private boolean story;

    @Option(
            names = "--processors",
            paramLabel = "N",
            description = "How many worlds at once (default: all processors).")
    private @Nullable Integer processors;

    @Override
    public Integer call() {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        int threads = processors == null ? Runtime.getRuntime().availableProcessors() : processors;
        try (Simulator simulator = new Simulator(() -> Seams.NONE, threads)) {
            Simulator.Outcome outcome =
                    seed == null ? simulator.run(from, seeds, this::heard) : simulator.run(seed, 1, this::heard);
            return verdict(outcome);
        }
    }

    private void heard(Verdict verdict) {
        if (story && (seed != null || !verdict.passed())) {
            verdict.story().forEach(out()::println);
        }
        if (!verdict.passed()) {
            out().println("seed " + verdict.seed() + " failed:");
            verdict.breaches().forEach(breach -> out().println("  " + breach));
            out().println("  replay: tocsin simulate --seed " + verdict.seed() + " --story");
        }
        long done = verdict.seed() - from + 1;
        if (seed == null && done % LINE == 0 && done < seeds) {
            spec.commandLine().getErr().println(done + " of " + seeds + " worlds");
        }
        out().flush();
    }

    private int verdict(Simulator.Outcome outcome) {
        List<String> idle = seed == null ? outcome.totals().missing(seeds) : List.of();
        out().println();
        outcome.totals().lines().forEach(out()::println);
        idle.forEach(one -> out().println("too little happened: " + one));
        out().println(outcome.passed() + " passed, " + outcome.failed().size() + " failed");
        out().flush();
        return outcome.failed().isEmpty() && idle.isEmpty() ? 0 : 1;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
