package dev.tocsin.rule;

import dev.tocsin.alert.RuleKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules that are evaluated together, in order, at one time: a later rule sees what an earlier one recorded.
 *
 * @param file as it was named when it was loaded
 * @param limit how many alerts or series one rule may give; 0 for any number
 */
public record RuleGroup(String file, String name, Pace pace, long limit, List<Rule> rules) {
    public RuleGroup {
        rules = List.copyOf(rules);
    }

    /** {@code file;name}: unique among all groups. */
    public String key() {
        return file + ';' + name;
    }

    /** This group at another pace. */
    public RuleGroup at(Pace other) {
        return new RuleGroup(file, name, other, limit, rules);
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
