package dev.tocsin.rule;

import dev.tocsin.alert.RuleKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules that are evaluated together, in order, at one time: a later rule sees what an earlier one recorded.
 *
 * @param file as it was named when it was loaded
 * @param limit how many alerts or series one rule may give; 0 for any number
 * @param datasource the store that evaluates its rules; empty for ourselves
 */
public record RuleGroup(
        String file, String name, Pace pace, long limit, List<Rule> rules, Optional<String> datasource) {
    public RuleGroup {
        rules = List.copyOf(rules);
    }

    /** A group that we evaluate ourselves. */
    public RuleGroup(String file, String name, Pace pace, long limit, List<Rule> rules) {
        this(file, name, pace, limit, rules, Optional.empty());
    }

    /** This group, evaluated by a store: at its interval alone, for what arrives here says nothing of what is there. */
    public RuleGroup boundTo(String store) {
        return new RuleGroup(file, name, pace.atIntervalsOnly(), limit, rules, Optional.of(store));
    }

    /** Whether we evaluate it ourselves, over our own series. */
    public boolean isOurs() {
        return datasource.isEmpty();
    }

    /** {@code file;name}: unique among all groups. */
    public String key() {
        return file + ';' + name;
    }

    /** This group at another pace. */
    public RuleGroup at(Pace other) {
        return new RuleGroup(file, name, other, limit, rules, datasource);
    }

    /** Which rules it has. */
    public Set<RuleKey> keys() {
        return rules.stream().map(Rule::key).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of its rules that alert. */
    public Stream<AlertingRule> alerting() {
        return rules.stream().filter(AlertingRule.class::isInstance).map(AlertingRule.class::cast);
    }
}
