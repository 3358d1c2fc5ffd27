package dev.tocsin.cli;

import dev.tocsin.promql.syntax.Features;
import java.util.List;
import picocli.CommandLine.Option;

/** What is experimental in Prometheus and switched on for files that no configuration names. */
final class FeatureOptions {
    @Option(
            names = "--enable-feature",
            paramLabel = "NAME",
            split = ",",
            description = "What expressions of rules may use besides, as features: in the configuration says it.")
    private List<String> names = List.of();

    Features language() {
        names.stream()
                .filter(name -> !Features.NAMES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Complaint(
                            "there is no feature " + name + "; there are " + String.join(", ", Features.NAMES));
                });
        return Features.of(names);
    }
}
