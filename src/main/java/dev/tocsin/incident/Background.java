package dev.tocsin.incident;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What pages tell besides the alerts themselves: what each rule's value is compared with ({@code > 0.05}), when those that ended since
 * the last turn did, as who pushed them says, and the deployments of a service, the latest first.
 */
public record Background(
        Map<RuleKey, String> thresholds, Map<Labels, Instant> ends, Function<String, List<Deployed>> deployments) {
    /** Nothing is known. */
    public static final Background NONE = new Background(Map.of(), Map.of(), service -> List.of());

    public Background {
        thresholds = Map.copyOf(thresholds);
        ends = Map.copyOf(ends);
    }

    Optional<Instant> ended(Labels labels) {
        return Optional.ofNullable(ends.get(labels));
    }

    Optional<String> threshold(RuleKey rule) {
        return Optional.ofNullable(thresholds.get(rule));
    }

    /** The deployment that served when {@code member} began: of all that went before, the last. */
    Optional<Deployed> before(Member member) {
        return deployments.apply(member.labels().get("service")).stream()
                .filter(one -> !one.since().isAfter(member.since()))
                .findFirst();
    }
}
