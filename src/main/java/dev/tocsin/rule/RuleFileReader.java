package dev.tocsin.rule;

import dev.tocsin.config.Fields;
import dev.tocsin.rule.RuleFile.Defaults;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one rule file. Used once. */
final class RuleFileReader {
    /** What a PrometheusRule of Kubernetes has, as which many collections of rules are published. */
    private static final List<String> RESOURCE = List.of("apiVersion", "kind", "metadata", "spec");

    private final String file;
    private final Defaults defaults;
    private final Set<String> groupNames = new HashSet<>();
    private final Twins twins = new Twins();

    RuleFileReader(String file, Defaults defaults) {
        this.file = file;
        this.defaults = defaults;
    }

    RuleFile read(Fields in) {
        if (in.keys().containsAll(RESOURCE)) {
            RESOURCE.forEach(in::has);
            in.fault(
                    "spec",
                    "a rule file begins with groups; of this resource of Kubernetes it is what stands under spec");
        }
        return new RuleFile(file, in.list("groups", this::group));
    }

    private RuleGroup group(Fields in) {
        String name = in.text("name");
        if (in.has("name") && name.isEmpty()) {
            in.fault("name", "must not be empty");
        }
        if (!name.isEmpty() && !groupNames.add(name)) {
            in.fault("name", "another group of this file is called \"" + name + "\", too");
        }
        RuleReader reader = new RuleReader(file, name, RuleReader.labels(in), defaults.features());
        List<Rule> rules = in.list("rules", rule -> reader.read(rule, twins)).stream()
                .flatMap(Optional::stream)
                .toList();
        return new RuleGroup(file, name, pace(in), in.whole("limit", 0), rules);
    }

    private Pace pace(Fields in) {
        Pace standard = defaults.pace();
        // Prometheus takes an interval of zero for none.
        return new Pace(
                in.optionalDuration("interval").filter(given -> !given.isZero()).orElse(standard.interval()),
                in.duration("query_offset", standard.queryOffset()),
                standard.onArrival());
    }
}
