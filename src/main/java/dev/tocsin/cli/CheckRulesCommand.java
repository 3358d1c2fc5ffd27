package dev.tocsin.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin check rules}: files of rules, whatever they are called and even when there are none in them, as promtool has it. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Validates files of rules in Prometheus' format.",
        footer = {
            "",
            "Each fault is a line file:line:column: path: message. Warnings do not count as",
            "faults.",
            "",
            "Examples:",
            "  tocsin check rules alert-rules/*.rules.yml",
            "  jsonnet -S alerts.jsonnet | tocsin check rules",
            "",
            "Exit codes: 0 no faults, 1 faults."
        })
final class CheckRulesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Rules; - or none is the standard input.")
    private List<Path> files = List.of();

    @Mixin
    private FeatureOptions features;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Checking checking = new Checking(name -> Optional.empty(), features.language());
        (files.isEmpty() ? List.of(Checking.INPUT) : files).forEach(checking::checkRules);
        checking.faults().forEach(out::println);
        out.println(Faults.count(checking.files(), "file") + " with " + Faults.count(checking.rules(), "rule")
                + " checked, " + Faults.count(checking.faults()));
        return Faults.errors(checking.faults()) == 0 ? 0 : 1;
    }
}
