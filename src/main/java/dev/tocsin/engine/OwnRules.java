package dev.tocsin.engine;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Hit;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.Finding.Result;
import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Alerts that the agent raises about itself: they go the same way as all others. */
final class OwnRules {
    /** Fires while a rule cannot be evaluated: its own alerts keep their state meanwhile, so somebody must know. */
    static final RuleKey RULE_FAILING = RuleKey.own("RuleEvaluationFailing");

    private static final Hold A_WHILE = new Hold(Duration.ofMinutes(1), Duration.ZERO);

    private OwnRules() {}

    static Set<RuleKey> and(Set<RuleKey> rules) {
        Set<RuleKey> all = new HashSet<>(rules);
        all.add(RULE_FAILING);
        return all;
    }

    /** The rules that cannot be evaluated after {@code findings}. */
    static SortedMap<RuleKey, String> broken(SortedMap<RuleKey, String> before, List<Finding> findings) {
        SortedMap<RuleKey, String> broken = new TreeMap<>(before);
        for (Finding finding : findings) {
            switch (finding.result()) {
                case Result.Failed(String cause) -> broken.put(finding.rule(), cause);
                case Result.Discarded(String cause) -> broken.put(finding.rule(), cause);
                case Result.Met(List<Hit> hits) -> broken.remove(finding.rule());
            }
        }
        return broken;
    }

    /** {@code findings} and, when there are any, what the agent finds about itself. */
    static List<Finding> with(List<Finding> findings, SortedMap<RuleKey, String> broken, Instant now) {
        if (findings.isEmpty()) {
            return findings;
        }
        List<Finding> all = new ArrayList<>(findings);
        all.add(ruleFailing(broken, now));
        return all;
    }

    private static Finding ruleFailing(SortedMap<RuleKey, String> broken, Instant now) {
        List<Hit> hits = broken.entrySet().stream()
                .map(one -> hit(one.getKey(), one.getValue()))
                .toList();
        return new Finding(RULE_FAILING, A_WHILE, now, Occasion.INTERVAL, new Result.Met(hits));
    }

    private static Hit hit(RuleKey rule, String cause) {
        Labels labels = Labels.of(
                "alertname",
                RULE_FAILING.name(),
                Alert.SEVERITY,
                "high",
                "rule",
                rule.name(),
                "rule_group",
                rule.group());
        Map<String, String> annotations = Map.of(
                "summary", "Rule " + rule.name() + " cannot be evaluated",
                "description", "Its alerts keep their state until it can. " + cause);
        return new Hit(labels, annotations, 1);
    }
}
