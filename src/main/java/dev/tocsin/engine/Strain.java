package dev.tocsin.engine;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Hit;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.Finding.Result;
import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Labels;
import dev.tocsin.rule.GroupStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the agent keeps up with its own work, as alerts of its own: turns that come late, and rule groups that take longer than their
 * interval. An agent that hangs cannot say so; that is what heartbeats and other agents are for. Belongs to one thread.
 */
public final class Strain {
    /** Fires while turns are late: whatever is told is told as late as that. */
    static final RuleKey TURNS_LATE = RuleKey.own("TurnsLate");

    /** Fires while a rule group leaves evaluations out. */
    static final RuleKey EVALUATIONS_LATE = RuleKey.own("EvaluationsLate");

    /** A commit may take a second, and a busy machine another few; past this the agent counts as not turning. */
    private static final Duration LATE = Duration.ofSeconds(10);

    /** An evaluation that is left out once in a while, such as at the start, is no trouble: it is when it goes on for so long. */
    private static final Duration LASTING = Duration.ofMinutes(5);

    /** For so long after the last time it is said. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Map<String, Long> missed = new HashMap<>();
    private final Map<String, Overrun> overran = new HashMap<>();
    private Optional<Instant> late = Optional.empty();
    private Duration worst = Duration.ZERO;
    private boolean said;

    /** That a group leaves evaluations out: since when again and again, and when last. */
    private record Overrun(Instant since, Instant last) {
        boolean isLasting() {
            return !last.isBefore(since.plus(LASTING));
        }
    }

    /** What there is to find at {@code now}: {@code wait} is the longest for a turn since this was asked before. Nothing while all is well. */
    public List<Finding> findings(Duration wait, List<GroupStatus> groups, Instant now) {
        note(wait, groups, now);
        List<Hit> turns = late.isPresent() ? List.of(turnsLate()) : List.of();
        List<Hit> evaluations = overran.entrySet().stream()
                .filter(one -> one.getValue().isLasting())
                .map(Map.Entry::getKey)
                .sorted()
                .map(Strain::evaluationsLate)
                .toList();
        boolean strained = !turns.isEmpty() || !evaluations.isEmpty();
        if (!strained && !said) {
            return List.of();
        }
        said = strained;
        return List.of(finding(TURNS_LATE, turns, now), finding(EVALUATIONS_LATE, evaluations, now));
    }

    private void note(Duration wait, List<GroupStatus> groups, Instant now) {
        if (wait.compareTo(LATE) > 0) {
            worst = late.isPresent() && worst.compareTo(wait) > 0 ? worst : wait;
            late = Optional.of(now);
        }
        late = late.filter(last -> now.isBefore(last.plus(FRESH)));
        List<String> there = new ArrayList<>();
        for (GroupStatus group : groups) {
            String name = group.group().name();
            there.add(name);
            Long before = missed.put(name, group.missed());
            if (before != null && group.missed() > before) {
                overran.merge(name, new Overrun(now, now), (known, fresh) -> new Overrun(known.since(), fresh.last()));
            }
        }
        missed.keySet().retainAll(there);
        overran.keySet().retainAll(there);
        overran.values().removeIf(one -> !now.isBefore(one.last().plus(FRESH)));
    }

    private Hit turnsLate() {
        double seconds = worst.toMillis() / 1000.0;
        Map<String, String> annotations = Map.of(
                "summary", "The agent's turns are late, by up to " + Math.round(seconds) + " seconds",
                "description",
                        "Whatever is told or done comes as late as that. Is the machine short of processors or memory, or the"
                                + " ledger's disk slow?");
        return new Hit(Labels.of("alertname", TURNS_LATE.name(), Alert.SEVERITY, "high"), annotations, seconds);
    }

    private static Hit evaluationsLate(String group) {
        Map<String, String> annotations = Map.of(
                "summary", "Rule group " + group + " takes longer than its interval",
                "description",
                        "Evaluations are left out, so that its alerts come late. Make its interval longer or its expressions"
                                + " cheaper.");
        Labels labels = Labels.of("alertname", EVALUATIONS_LATE.name(), Alert.SEVERITY, "medium", "rule_group", group);
        return new Hit(labels, annotations, 1);
    }

    private static Finding finding(RuleKey rule, List<Hit> hits, Instant now) {
        return new Finding(rule, Hold.NONE, now, Occasion.INTERVAL, new Result.Met(hits));
    }
}
