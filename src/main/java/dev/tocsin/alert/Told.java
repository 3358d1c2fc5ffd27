package dev.tocsin.alert;

import dev.tocsin.model.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Alerts as whoever is told of them knows them, and what they were made of. */
record Told(
        Labels external,
        SortedMap<RuleKey, Map<Labels, Alert>> of,
        SortedMap<RuleKey, Map<Labels, Alert>> made,
        Alerts alerts) {
    /** {@code byRule} with the {@code external} labels. Rules whose alerts are still those of {@code before} are not gone through again. */
    static Told of(SortedMap<RuleKey, Map<Labels, Alert>> byRule, Labels external, Optional<Told> before) {
        Optional<Told> lender = before.filter(told -> told.external.equals(external));
        SortedMap<RuleKey, Map<Labels, Alert>> made = new TreeMap<>();
        byRule.forEach((rule, alerts) -> made.put(rule, told(rule, alerts, external, lender)));
        return new Told(external, byRule, made, new Alerts(made, List.of(), null));
    }

    // The same map is what it was.
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(SortedMap<RuleKey, Map<Labels, Alert>> byRule, Labels others) {
        return of == byRule && external.equals(others);
    }

    @SuppressWarnings("ReferenceEquality")
    private static Map<Labels, Alert> told(
            RuleKey rule, Map<Labels, Alert> alerts, Labels external, Optional<Told> lender) {
        if (rule.equals(RuleKey.PUSHED)) {
            return alerts;
        }
        Map<Labels, Alert> before = lender.map(told -> told.made.get(rule)).orElse(Map.of());
        boolean same = lender.filter(told -> told.of.get(rule) == alerts).isPresent();
        return same ? before : Alerts.ordered(before, named(alerts, external));
    }

    /** Of two that become the same, the one that began first: whoever is told cannot tell them apart. */
    private static Map<Labels, Alert> named(Map<Labels, Alert> alerts, Labels external) {
        Map<Labels, Alert> named = HashMap.newHashMap(alerts.size());
        alerts.values().forEach(alert -> {
            Alert one = alert.under(external.withAll(alert.labels()));
            named.merge(one.labels(), one, Alert::elder);
        });
        return named;
    }
}
