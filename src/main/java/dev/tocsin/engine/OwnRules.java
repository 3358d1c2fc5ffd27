package dev.tocsin.engine;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Hit;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.Finding.Result;
import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Outbox;
import dev.tocsin.notify.Parcel;
import dev.tocsin.notify.Parcel.Transit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Alerts that the agent raises about itself: they go the same way as all others. */
final class OwnRules {
    /** Fires while a rule cannot be evaluated: its own alerts keep their state meanwhile, so somebody must know. */
    static final RuleKey RULE_FAILING = RuleKey.own("RuleEvaluationFailing");

    /** Fires while an endpoint does not get its pages: others must know that somebody was not told. */
    static final RuleKey PAGES_UNDELIVERED = RuleKey.own("PagesUndelivered");

    private static final Set<RuleKey> ALL =
            Set.of(RULE_FAILING, PAGES_UNDELIVERED, Strain.TURNS_LATE, Strain.EVALUATIONS_LATE, RuleKey.PUSHED);
    private static final Hold A_WHILE = new Hold(Duration.ofMinutes(1), Duration.ZERO);

    /** A page that is late by less is on its way. */
    private static final Duration LATE = Duration.ofMinutes(2);

    /** How long a refusal is news: what was refused will never arrive, however long one waits. */
    private static final Duration REFUSAL = Duration.ofHours(1);

    private OwnRules() {}

    static Set<RuleKey> and(Set<RuleKey> rules) {
        Set<RuleKey> all = new HashSet<>(rules);
        all.addAll(ALL);
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
    static List<Finding> with(List<Finding> findings, SortedMap<RuleKey, String> broken, Outbox outbox, Instant now) {
        if (findings.isEmpty()) {
            return findings;
        }
        List<Finding> all = new ArrayList<>(findings);
        all.add(ruleFailing(broken, now));
        all.add(undelivered(outbox, now));
        return all;
    }

    private static Finding undelivered(Outbox outbox, Instant now) {
        SortedMap<String, List<Parcel>> late = outbox.stream()
                .filter(parcel -> isLate(parcel, now))
                .collect(Collectors.groupingBy(
                        parcel -> parcel.page().endpoint().id(), TreeMap::new, Collectors.toList()));
        List<Hit> hits = late.entrySet().stream()
                .map(one -> hit(one.getKey(), one.getValue()))
                .toList();
        return new Finding(PAGES_UNDELIVERED, Hold.NONE, now, Occasion.INTERVAL, new Result.Met(hits));
    }

    private static boolean isLate(Parcel parcel, Instant now) {
        return switch (parcel.transit()) {
            case Transit.Waiting waiting -> isTroubled(parcel, now);
            case Transit.Held digest -> false;
            case Transit.InFlight flight -> isTroubled(parcel, now);
            case Transit.Refused refused -> now.isBefore(refused.at().plus(REFUSAL)) && !isEcho(parcel.page());
            case Transit.Delivered delivered -> false;
            case Transit.Superseded superseded -> false;
        };
    }

    /**
     * Whether it only tells an endpoint that it is not told. Who refuses that refuses nothing new: were it news, the end of each such alert
     * would begin the next.
     */
    private static boolean isEcho(Page page) {
        List<Labels> about = page.members().stream().map(Member::labels).toList();
        return about.stream().allMatch(one -> one.get("alertname").equals(PAGES_UNDELIVERED.name()))
                && about.stream()
                        .anyMatch(one ->
                                one.get("endpoint").equals(page.endpoint().id()));
    }

    private static boolean isTroubled(Parcel parcel, Instant now) {
        return parcel.trouble().isPresent() && !now.isBefore(parcel.page().at().plus(LATE));
    }

    private static Hit hit(String endpoint, List<Parcel> parcels) {
        Labels labels = Labels.of("alertname", PAGES_UNDELIVERED.name(), Alert.SEVERITY, "high", "endpoint", endpoint);
        String cause = parcels.getLast()
                .trouble()
                .map(trouble -> trouble.detail().isEmpty() ? trouble.cause().word() : trouble.detail())
                .orElse("");
        Map<String, String> annotations = Map.of(
                "summary", endpoint + " does not get its pages",
                "description", parcels.size() + " undelivered, the last of them because: " + cause);
        return new Hit(labels, annotations, parcels.size());
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
