package dev.tocsin.cli;

import dev.tocsin.lab.proof.Proof;
import dev.tocsin.lab.proof.Seams;
import dev.tocsin.lab.proof.Totals;
import dev.tocsin.lab.proof.Verdict;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin simulate}: worlds of trouble from seeds, judged by what they received. */
@Command(name = "simulate", mixinStandardHelpOptions = true, description = "Proves that no page is lost.")
final class SimulateCommand implements Callable<Integer> {
    private static final Logger QUIET = Logger.getLogger("dev.tocsin");

    @Spec
    private CommandSpec spec;

    @Option(names = "--seeds", defaultValue = "100")
    private long seeds;

    @Option(names = "--from", defaultValue = "1")
    private long from;

    @Option(names = "--story")
    private boolean story;

    @Override
    public Integer call() {
        QUIET.setLevel(Level.OFF);
        int failed = 0;
        Totals totals = Totals.NONE;
        try (Proof proof = new Proof(() -> new Seams() {})) {
            for (long seed = from; seed < from + seeds; seed++) {
                Verdict verdict = proof.of(seed);
                totals = totals.plus(verdict.totals());
                if (!verdict.passed()) {
                    failed++;
                    System.out.println("seed " + seed + ": " + verdict.breaches());
                }
                if (story) {
                    verdict.story().forEach(System.out::println);
                }
            }
        }
        System.out.println(totals);
        System.out.println((seeds - failed) + " passed, " + failed + " failed");
        return failed > 0 ? 1 : 0;
    }
}
