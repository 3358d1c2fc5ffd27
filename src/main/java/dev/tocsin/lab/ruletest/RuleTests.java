package dev.tocsin.lab.ruletest;

import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Fault.Severity;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.lab.promqltest.CaseResult;
import dev.tocsin.lab.promqltest.CaseResult.Verdict;
import dev.tocsin.lab.ruletest.TestFile.Scenario;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.rule.RuleFile;
import dev.tocsin.rule.RuleFiles;
import dev.tocsin.rule.RuleGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs files of unit tests for rules, in promtool's format and to its meaning. Reads files; opens nothing else. */
public final class RuleTests {
    private final Features features;
    private final Predicate<String> chosen;

    /** What became of one file. */
    public record FileResult(Path file, List<String> warnings, List<CaseResult> cases) {
        public FileResult {
            warnings = List.copyOf(warnings);
            cases = List.copyOf(cases);
        }

        /** Whether every case is as expected. */
        public boolean passed() {
            return cases.stream().allMatch(CaseResult::passed);
        }
    }

    /** Runs every test there is, in Prometheus' language without what is experimental. */
    public RuleTests() {
        this(Features.standard(), name -> true);
    }

    /**
     * Runs some tests.
     *
     * @param features what expressions may use, those of rules and of tests
     * @param chosen says by its name, empty where it has none, whether a test is run
     */
    public RuleTests(Features features, Predicate<String> chosen) {
        this.features = features;
        this.chosen = chosen;
    }

    /** The faults of a file of tests and of the rule files that it names; runs nothing. */
    public List<Fault> check(Source source) {
        return switch (Config.load(source, variable -> Optional.empty(), TestFileReader::read)) {
            case Loaded.Refused<TestFile>(List<Fault> faults) -> faults;
            case Loaded.Ready<TestFile>(TestFile tests, List<Fault> warnings) -> {
                List<Fault> all = new ArrayList<>(warnings);
                switch (RuleFiles.load(source.directory(), tests.ruleFiles(), RuleFile.Defaults.standard(features))) {
                    case Loaded.Ready<List<RuleFile>> ready -> all.addAll(ready.warnings());
                    case Loaded.Refused<List<RuleFile>> refused -> all.addAll(refused.faults());
                }
                yield all;
            }
        };
    }

    /** Runs {@code files} and prints what failed, with what was wanted and got. 0 when all passed, else 1. */
    public int run(List<Path> files, PrintStream out) {
        return print(run(files), out);
    }

    /** Runs {@code files}, in order. A file, or a rule file, that cannot be read is a case that failed. */
    public List<FileResult> run(List<Path> files) {
        return files.stream().map(this::run).toList();
    }

    /** Prints {@code results} as promtool does, and how many cases passed and failed. 0 when all passed, else 1. */
    public static int print(List<FileResult> results, PrintStream out) {
        long passed = 0;
        long failed = 0;
        for (FileResult result : results) {
            out.println("Unit Testing:  " + result.file());
            result.warnings().forEach(warning -> out.println("  WARNING: " + warning));
            out.println(result.passed() ? "  SUCCESS" : "  FAILED:");
            result.cases().forEach(one -> print(one, out));
            out.println();
            long good = result.cases().stream().filter(CaseResult::passed).count();
            passed += good;
            failed += result.cases().size() - good;
        }
        out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : 1;
    }

    private static void print(CaseResult result, PrintStream out) {
        if (result.verdict() instanceof Verdict.Failed(String wanted, String got)) {
            out.println("    " + result.file() + ":" + result.line() + ": " + result.text());
            out.println("        exp: " + wanted.replace("\n", "\n             "));
            out.println("        got: " + got.replace("\n", "\n             "));
        }
    }

    private FileResult run(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        Path directory = parent == null ? file.toAbsolutePath() : parent;
        try {
            Source source = new Source(file.toString(), Files.readString(file), directory);
            return switch (Config.load(source, variable -> Optional.empty(), TestFileReader::read)) {
                case Loaded.Ready<TestFile>(TestFile tests, List<Fault> warnings) -> run(file, directory, tests);
                case Loaded.Refused<TestFile>(List<Fault> faults) -> unreadable(file, faults);
            };
        } catch (IOException unreadable) {
            CaseResult failure = new CaseResult(
                    file.toString(), 1, "the file", new Verdict.Failed("a text file", unreadable.toString()));
            return new FileResult(file, List.of(), List.of(failure));
        }
    }

    private FileResult run(Path file, Path directory, TestFile tests) {
        return switch (RuleFiles.load(directory, tests.ruleFiles(), RuleFile.Defaults.standard(features))) {
            case Loaded.Refused<List<RuleFile>>(List<Fault> faults) -> unreadable(file, faults);
            case Loaded.Ready<List<RuleFile>>(List<RuleFile> rules, List<Fault> warnings) -> {
                List<RuleGroup> groups = ordered(rules, tests.order());
                List<CaseResult> cases = new ArrayList<>();
                for (Scenario scenario : tests.scenarios()) {
                    if (chosen.test(scenario.name())) {
                        Replay replay = new Replay(groups, scenario, options(tests));
                        cases.addAll(new ScenarioRun(file.toString(), tests, scenario, replay).run());
                    }
                }
                yield new FileResult(file, texts(warnings), cases);
            }
        };
    }

    /** Subqueries that name no step go by the distance of two evaluations. */
    private Engine.Options options(TestFile tests) {
        Engine.Options standard = Engine.Options.standard();
        return new Engine.Options(standard.lookback(), tests.interval(), features, standard.limits());
    }

    /** The groups that are named come first, in that order; the others after them, in the order of the files. */
    private static List<RuleGroup> ordered(List<RuleFile> files, List<String> order) {
        List<RuleGroup> groups = new ArrayList<>();
        files.forEach(file -> groups.addAll(file.groups()));
        groups.sort(Comparator.comparingInt(group -> {
            int at = order.indexOf(group.name());
            return at < 0 ? order.size() : at;
        }));
        return groups;
    }

    private static FileResult unreadable(Path file, List<Fault> faults) {
        List<CaseResult> failures = faults.stream()
                .filter(fault -> fault.severity() == Severity.ERROR)
                .map(RuleTests::unreadable)
                .toList();
        return new FileResult(file, List.of(), failures);
    }

    private static CaseResult unreadable(Fault fault) {
        String path = fault.path().isEmpty() ? "" : fault.path() + ": ";
        Verdict verdict = new Verdict.Failed(
                "a file without faults", "a fault at column " + fault.place().column());
        return new CaseResult(fault.place().file(), fault.place().line(), path + fault.message(), verdict);
    }

    private static List<String> texts(List<Fault> warnings) {
        return warnings.stream().map(Fault::toString).toList();
    }
}
