package dev.tocsin.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.lab.promqltest.CaseResult;
import dev.tocsin.lab.promqltest.ScriptRunner;
import dev.tocsin.lab.ruletest.JunitReport;
import dev.tocsin.lab.ruletest.RuleTests;
import dev.tocsin.lab.ruletest.RuleTests.FileResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin test}: runs tests of rules and of the query language. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs tests of rules, or of PromQL.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  tocsin test rules alert-rules/tests/*.test.yml", "  tocsin test promql my.test"})
final class TestCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "rules",
            mixinStandardHelpOptions = true,
            description = "Runs unit tests of rules, in promtool's format.",
            footer = {
                "",
                "Examples:",
                "  tocsin test rules alert-rules/tests/*.test.yml",
                "  tocsin test rules alert-rules/tests/*.test.yml --junit target/rules.xml",
                "  tocsin test rules my.test.yml --run 'latency.*'",
                "",
                "Exit codes: 0 all passed, 1 some failed or could not be read."
            })
    int rules(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of tests.") List<Path> files,
            @Option(
                            names = "--junit",
                            paramLabel = "FILE",
                            description = "Write the results there too, as JUnit's XML.")
                    @Nullable
                    Path junit,
            @Option(
                            names = "--run",
                            paramLabel = "REGEX",
                            description = "Only tests with such a name, or a part of it that is such.")
                    @Nullable
                    String run,
            @Mixin FeatureOptions features) {
        List<FileResult> results = new RuleTests(features.language(), chosen(run)).run(files);
        if (junit != null) {
            List<CaseResult> cases =
                    results.stream().flatMap(result -> result.cases().stream()).toList();
            write(junit, JunitReport.xml("rules", cases));
        }
        return RuleTests.print(results, out());
    }

    @Command(
            name = "promql",
            mixinStandardHelpOptions = true,
            description = "Runs scripts in the language of Prometheus' own tests of PromQL.",
            footer = {
                "",
                "Examples:",
                "  tocsin test promql my.test",
                "",
                "Exit codes: 0 all passed, 1 some failed or could not be read."
            })
    int promql(@Parameters(paramLabel = "FILE", arity = "1..*", description = "Scripts.") List<Path> files) {
        return new ScriptRunner().run(files, out());
    }

    private static Predicate<String> chosen(@Nullable String regex) {
        try {
            Pattern pattern = Pattern.compile(regex == null ? "" : regex);
            return name -> pattern.matcher(name).find();
        } catch (PatternSyntaxException fault) {
            throw new Complaint("--run: " + fault.getDescription());
        }
    }

    private static PrintStream out() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException fault) {
            throw new Complaint("cannot write " + file + ": " + fault.getMessage());
        }
    }
}
