package dev.tocsin.app;

import dev.tocsin.promql.Need;
import dev.tocsin.rule.Rule;
import dev.tocsin.rule.RuleGroup;
import dev.tocsin.series.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From when on a rule that was just loaded sees all that its ranges and offsets ask for: what nobody asked for before was not kept.
 *
 * @param at empty when that will never be, for nobody keeps so much
 */
record FullData(Rule rule, Optional<Instant> at) {
    private static final Duration STEP = Duration.ofMinutes(1);

    /** Those rules of {@code groups} that {@code before} did not have and that miss something at {@code now}. */
    static List<FullData> of(List<RuleGroup> groups, Collection<RuleGroup> before, Demand demand, Instant now) {
        Set<String> known = new HashSet<>();
        before.forEach(group -> group.rules().forEach(rule -> known.add(identity(rule))));
        List<FullData> late = new ArrayList<>();
        for (RuleGroup group : groups.stream().filter(RuleGroup::isOurs).toList()) {
            for (Rule rule : group.rules()) {
                FullData full = of(rule, demand, now);
                if (!known.contains(identity(rule))
                        && full.at().filter(at -> !at.isAfter(now)).isEmpty()) {
                    late.add(full);
                }
            }
        }
        return late;
    }

    private static String identity(Rule rule) {
        return rule.key() + " " + rule.text();
    }

    private static FullData of(Rule rule, Demand demand, Instant now) {
        Instant latest = now;
        for (Need need : Need.of(rule.expr(), Duration.ZERO, STEP)) {
            Optional<Instant> full = need.pinned() ? Optional.of(now) : demand.fullFrom(need);
            if (full.isEmpty()) {
                return new FullData(rule, full);
            }
            latest = full.get().isAfter(latest) ? full.get() : latest;
        }
        return new FullData(rule, Optional.of(latest));
    }

    /** The one of {@code late}, which must not be empty, that waits longest. */
    static FullData last(List<FullData> late) {
        return Collections.max(late, Comparator.comparing(full -> full.at().orElse(Instant.MAX)));
    }

    /** As it stands in the log. */
    @Override
    public String toString() {
        return at.map(full -> "rule " + rule.name() + " has full data from " + full)
                .orElse("rule " + rule.name() + " never has full data: it looks further back than anything is kept");
    }
}
