package dev.tocsin.lab.promqltest;

import dev.tocsin.lab.promqltest.CaseResult.Verdict;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Parsed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs scripts in the language of Prometheus' PromQL test suite, with all that is switched on there: experimental
 * functions, duration expressions, extended selectors, fill modifiers, delayed name removal, start timestamps.
 */
public final class ScriptRunner {
    private static final Features FEATURES = Features.ofSuite();

    private final Engine engine = new Engine(Engine.Options.standard().with(FEATURES));

    /** Runs each of {@code files}; prints failed cases and at the end how many. 0 when all passed, else 1. */
    public int run(List<Path> files, PrintStream out) {
        int passed = 0;
        int failed = 0;
        for (Path file : files) {
            for (CaseResult result : run(file)) {
                if (result.passed()) {
                    passed++;
                } else {
                    failed++;
                    out.println(described(result));
                }
            }
        }
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : 1;
    }

    /** A failed case with what was wanted and got, over several lines. */
    public static String described(CaseResult result) {
        String place = result.file() + ":" + result.line() + ": " + result.text();
        return switch (result.verdict()) {
            case Verdict.Passed passed -> place;
            case Verdict.Failed failed ->
                "FAIL " + place + "\n  want\n    " + failed.wanted() + "\n  got\n    " + failed.got();
        };
    }

    /** The results of one file; one failure when it cannot be read. */
    public List<CaseResult> run(Path file) {
        try {
            return run(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException fault) {
            Verdict failed = new Verdict.Failed("a file that can be read", fault.toString());
            return List.of(new CaseResult(file.toString(), 0, "read", failed));
        }
    }

    /** The results of {@code script}, which is called {@code name} in them. One without any case is a failure. */
    public List<CaseResult> run(String name, String script) {
        Store store = new Store();
        List<CaseResult> results = new ArrayList<>();
        for (Command command : Script.read(script)) {
            switch (command) {
                case Command.Clear clear -> store.clear();
                case Command.Loading loading -> load(name, loading, store, results);
                case Command.Evaluating evaluating -> results.add(evaluate(name, evaluating.eval(), store));
                case Command.Broken broken -> results.add(broken(name, broken.line(), broken.message()));
            }
        }
        if (results.isEmpty()) {
            results.add(broken(name, 0, "there is no case in it"));
        }
        return results;
    }

    private static void load(String name, Command.Loading loading, Store store, List<CaseResult> results) {
        try {
            loading.load().into(store);
        } catch (ScriptFault fault) {
            results.add(broken(name, loading.line(), String.valueOf(fault.getMessage())));
        }
    }

    private static CaseResult broken(String name, int line, String message) {
        return new CaseResult(name, line, "read", new Verdict.Failed("a script that can be read", message));
    }

    private CaseResult evaluate(String name, Eval eval, Store store) {
        Verdict verdict = switch (Promql.parse(eval.text(), FEATURES)) {
            case Parsed.Bad bad -> Comparison.failure(eval, bad.fault().toString());
            case Parsed.Good good -> Comparison.of(eval, evaluate(good.expr(), eval, store));
        };
        return new CaseResult(name, eval.line(), eval.text(), verdict);
    }

    private Outcome evaluate(Expr expr, Eval eval, Store store) {
        return eval.range()
                .map(range -> engine.range(expr, store, range))
                .orElseGet(() -> engine.instant(expr, store, eval.time()));
    }
}
