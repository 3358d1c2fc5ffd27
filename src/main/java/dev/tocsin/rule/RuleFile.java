package dev.tocsin.rule;

import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.promql.syntax.Features;
import java.util.List;
import java.util.Optional;

/**
 * One file of rules in Prometheus' format, as its documentation for 3.x has it: what {@code promtool check rules} accepts
 * is accepted, and what it refuses is refused.
 *
 * @param name as faults and rule keys call it
 */
public record RuleFile(String name, List<RuleGroup> groups) {
    public RuleFile {
        groups = List.copyOf(groups);
    }

    /** What counts where a file says nothing: the pace of its groups, and the language that its expressions may use. */
    public record Defaults(Pace pace, Features features) {
        /** Prometheus' own. */
        public static Defaults standard() {
            return standard(Features.standard());
        }

        /** Prometheus' own, with what is switched on of the language. */
        public static Defaults standard(Features features) {
            return new Defaults(Pace.standard(), features);
        }
    }

    /** Reads {@code source}; every fault at once. No I/O. */
    public static Loaded<RuleFile> load(Source source, Defaults defaults) {
        RuleFileReader reader = new RuleFileReader(source.name(), defaults);
        return Config.load(source, variable -> Optional.empty(), reader::read);
    }

    /** How many rules. */
    public int size() {
        return groups.stream().mapToInt(group -> group.rules().size()).sum();
    }
}
