package dev.tocsin.cli;

import dev.tocsin.app.ProcessEnvironment;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin check}: says everything that is wrong with some files at once. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Validates configuration, rules and tests of rules; starts nothing.",
        subcommands = {CheckRulesCommand.class, CheckMetricsCommand.class},
        footer = {
            "",
            "A file with groups: is a rule file, one with tests: is a file of unit tests for",
            "rules, any other a configuration, which is checked together with the rule files",
            "that it names. A configuration says itself what rules may use (features:); for",
            "other files --enable-feature does.",
            "Each fault is a line file:line:column: path: message. Warnings do not count as",
            "faults.",
            "",
            "Examples:",
            "  tocsin check                     tocsin.yml",
            "  tocsin check staging.yml --env-file staging.env",
            "  tocsin check alert-rules/*.rules.yml alert-rules/tests/*.test.yml",
            "  tocsin check rules my.yml        rules, whatever the file holds",
            "  tocsin check metrics page.txt    pages: see tocsin check metrics --help",
            "",
            "Exit codes: 0 no faults, 1 faults."
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to check (default: tocsin.yml).")
    private List<Path> files = List.of();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Lines NAME=value for $${NAME} in the configuration; the process's own variables win.")
    private @Nullable Path envFile;

    @Mixin
    private FeatureOptions features;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Checking checking = new Checking(environment(envFile), features.language());
        (files.isEmpty() ? List.of(Path.of("tocsin.yml")) : files).forEach(checking::check);
        checking.faults().forEach(out::println);
        out.println(Faults.count(checking.files(), "file") + " checked, " + Faults.count(checking.faults()));
        return Faults.errors(checking.faults()) == 0 ? 0 : 1;
    }

    static ProcessEnvironment environment(@Nullable Path envFile) {
        try {
            return ProcessEnvironment.with(Optional.ofNullable(envFile));
        } catch (UncheckedIOException unreadable) {
            throw new Complaint("--env-file " + envFile + " cannot be read");
        }
    }
}
