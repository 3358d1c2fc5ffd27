package dev.tocsin.engine;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.FlapControl;
import dev.tocsin.model.Labels;
import dev.tocsin.mute.Mutes;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.route.Routes;
import java.util.Map;
import java.util.Set;

/**
 * What the operator configured, as far as turns go by it. {@code rules} are those loaded: findings of others are of a configuration
 * that is gone; {@code thresholds} is what the values of some are compared with. {@code services} are those that something looks at.
 * {@code external} are the labels that alerts of the agent have outside. Silences are no part of it: people make them, the ledger keeps them.
 */
public record Plan(
        Routes routes,
        Directory directory,
        Playbook playbook,
        Mutes mutes,
        Set<RuleKey> rules,
        Map<RuleKey, String> thresholds,
        FlapControl flaps,
        Set<String> services,
        Labels external) {
    public Plan {
        rules = Set.copyOf(rules);
        thresholds = Map.copyOf(thresholds);
        services = Set.copyOf(services);
    }

    /** Of which nobody knows what the values of its rules are compared with, in which nothing flaps, and which has no name among others. */
    public Plan(
            Routes routes,
            Directory directory,
            Playbook playbook,
            Mutes mutes,
            Set<RuleKey> rules,
            Set<String> services) {
        this(routes, directory, playbook, mutes, rules, Map.of(), FlapControl.NONE, services, Labels.empty());
    }

    /** The rules whose alerts there may be: those loaded, and the agent's own. */
    public Set<RuleKey> known() {
        return OwnRules.and(rules);
    }
}
