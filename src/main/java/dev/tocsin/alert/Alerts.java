package dev.tocsin.alert;

import dev.tocsin.alert.Finding.Result;
import dev.tocsin.alert.Transition.Kind;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All alerts that are pending, firing or kept firing. Immutable; {@link #advance} gives the next, which is this one when nothing
 * happened. The maps are by labels, in their order.
 */
public final class Alerts {
    private static final Duration LONGEST_GAP = Duration.ofHours(1);

    private final SortedMap<RuleKey, Map<Labels, Alert>> byRule;
    private final List<Transition> transitions;
    private final Optional<Instant> nextEnd;

    /** Made when it is first asked for: by whichever thread, it is the same. */
    private volatile @Nullable Set<Labels> firingLabels;

    /** The last answer of {@link #told}: at first that of the alerts before these, which have most of it. */
    private volatile @Nullable Told told;

    Alerts(SortedMap<RuleKey, Map<Labels, Alert>> byRule, List<Transition> transitions, @Nullable Told told) {
        this.byRule = byRule;
        this.transitions = List.copyOf(transitions);
        this.nextEnd = Pushing.nextEnd(byRule.getOrDefault(RuleKey.PUSHED, Map.of()));
        this.told = told;
    }

    /** No alerts. */
    public static Alerts none() {
        return new Alerts(new TreeMap<>(), List.of(), null);
    }

    /** These alerts, as read back from the ledger. */
    public static Alerts of(Collection<Alert> alerts) {
        SortedMap<RuleKey, Map<Labels, Alert>> byRule = new TreeMap<>();
        for (Alert alert : alerts) {
            byRule.computeIfAbsent(alert.rule(), rule -> new TreeMap<>()).put(alert.labels(), alert);
        }
        return new Alerts(byRule, List.of(), null);
    }

    /** The alerts after {@code findings}, in their order. */
    public Alerts advance(List<Finding> findings) {
        if (findings.isEmpty()) {
            return transitions.isEmpty() ? this : new Alerts(byRule, List.of(), told);
        }
        SortedMap<RuleKey, Map<Labels, Alert>> next = new TreeMap<>(byRule);
        List<Transition> happened = new ArrayList<>();
        for (Finding finding : findings) {
            Advance advance = new Advance(finding, happened);
            switch (finding.result()) {
                case Result.Met(List<Finding.Hit> hits) -> advance.apply(next, hits);
                case Result.Failed failed -> {}
                case Result.Discarded discarded -> advance.clear(next);
            }
        }
        return new Alerts(next, happened, told);
    }

    /** The alerts after {@code pushes}, in their order, at {@code now}; those that have reached their end are over. */
    public Alerts advance(List<Push> pushes, Instant now) {
        boolean ended = nextEnd.filter(end -> !now.isBefore(end)).isPresent();
        if (pushes.isEmpty() && !ended) {
            return this;
        }
        List<Transition> happened = new ArrayList<>(transitions);
        Map<Labels, Alert> after =
                Pushing.advance(byRule.getOrDefault(RuleKey.PUSHED, Map.of()), pushes, now, happened);
        SortedMap<RuleKey, Map<Labels, Alert>> next = new TreeMap<>(byRule);
        if (after.isEmpty()) {
            next.remove(RuleKey.PUSHED);
        } else {
            next.put(RuleKey.PUSHED, after);
        }
        return new Alerts(next, happened, told);
    }

    /** When the next of those that were pushed ends, unless it is pushed again. */
    public Optional<Instant> due() {
        return nextEnd;
    }

    /** Only the alerts of {@code rules}: the others' rules were deleted, and so they end. */
    public Alerts retain(Set<RuleKey> rules, Instant now) {
        SortedMap<RuleKey, Map<Labels, Alert>> next = new TreeMap<>(byRule);
        List<Transition> happened = new ArrayList<>();
        for (RuleKey rule : byRule.keySet()) {
            if (!rules.contains(rule)) {
                Map<Labels, Alert> gone = Optional.ofNullable(next.remove(rule)).orElse(Map.of());
                gone.values().forEach(alert -> happened.add(new Transition(alert, Kind.RULE_GONE, now)));
            }
        }
        return new Alerts(next, happened, told);
    }

    /**
     * The alerts after the agent was down for {@code gap}. Up to an hour, as Prometheus' outage tolerance has it, clocks go on
     * where they stopped; after that what was pending starts anew, and what was kept firing ends at its next evaluation. Of those that
     * were pushed the end is put off by the gap, however long: nobody could say that they go on.
     */
    public Alerts resume(Duration gap) {
        boolean goesOn = gap.compareTo(LONGEST_GAP) < 0;
        return of(stream()
                .filter(alert -> goesOn || alert.isFiring())
                .map(alert -> goesOn || alert.state() instanceof AlertState.Pushed
                        ? alert.in(alert.state().resumed(gap))
                        : alert)
                .toList());
    }

    /**
     * These and {@code found}, which are of an earlier run and became known only now. Of an alert that both know, the one that
     * fires is kept, and of two that fire the earlier: it is what people were told of. Those whose condition is over by now end
     * at their rule's next evaluation.
     */
    public Alerts joined(Alerts found) {
        SortedMap<RuleKey, Map<Labels, Alert>> next = new TreeMap<>(byRule);
        found.stream().forEach(alert -> {
            Map<Labels, Alert> standing = new TreeMap<>(next.getOrDefault(alert.rule(), Map.of()));
            standing.merge(alert.labels(), alert, Alerts::elder);
            next.put(alert.rule(), standing);
        });
        return new Alerts(next, transitions, told);
    }

    /** These, but of what was pushed just what {@code others} have: who decides heard it, and we did not. */
    public Alerts hearing(Alerts others) {
        SortedMap<RuleKey, Map<Labels, Alert>> next = new TreeMap<>(byRule);
        next.remove(RuleKey.PUSHED);
        Optional.ofNullable(others.byRule.get(RuleKey.PUSHED)).ifPresent(heard -> next.put(RuleKey.PUSHED, heard));
        return new Alerts(next, transitions, told);
    }

    private static Alert elder(Alert ours, Alert theirs) {
        if (ours.state() instanceof AlertState.Pushed mine && theirs.state() instanceof AlertState.Pushed other) {
            return mine.until().isAfter(other.until()) ? ours : theirs;
        }
        return theirs.isFiring() ? theirs : ours;
    }

    /** What changed in the advance that made these, in order. */
    public List<Transition> transitions() {
        return transitions;
    }

    /** Every alert, in order of rule and labels. */
    public Stream<Alert> stream() {
        return byRule.values().stream().flatMap(alerts -> alerts.values().stream());
    }

    /** Those that people are to be told of. */
    public Stream<Alert> firing() {
        return stream().filter(Alert::isFiring);
    }

    /**
     * These as whoever is told of them knows them: with those of the {@code external} labels whose names they do not have, as Prometheus adds
     * its external_labels on the way to Alertmanager. What was pushed is as it was pushed. Of the same alerts it is the same answer.
     */
    public Alerts told(Labels external) {
        if (external.isEmpty()) {
            return this;
        }
        Told last = told;
        if (last == null || !last.isOf(byRule, external)) {
            last = Told.of(byRule, external, Optional.ofNullable(last));
            told = last;
        }
        return last.alerts();
    }

    /** The labels of those that people are to be told of. Of the same alerts it is the same set. */
    public Set<Labels> firingLabels() {
        Set<Labels> made = firingLabels;
        if (made == null) {
            Set<Labels> all = new LinkedHashSet<>();
            firing().forEach(alert -> all.add(alert.labels()));
            made = Collections.unmodifiableSet(all);
            firingLabels = made;
        }
        return made;
    }

    /** What a turn has to write: those in another state than before, and those that are gone. */
    public record News(List<Alert> changed, List<Alert> gone) {}

    /**
     * What became of {@code before}. A value that moves with every evaluation is no news, since the next evaluation brings it again.
     */
    public News since(Alerts before) {
        News news = new News(new ArrayList<>(), new ArrayList<>());
        if (before != this) {
            byRule.forEach((rule, alerts) -> compare(before.byRule.getOrDefault(rule, Map.of()), alerts, news));
            before.byRule.forEach((rule, alerts) -> {
                if (!byRule.containsKey(rule)) {
                    news.gone().addAll(alerts.values());
                }
            });
        }
        return news;
    }

    // The same map is what it was: nothing has to be looked at.
    @SuppressWarnings("ReferenceEquality")
    private static void compare(Map<Labels, Alert> before, Map<Labels, Alert> after, News news) {
        if (before == after) {
            return;
        }
        after.forEach((labels, alert) -> {
            Alert known = before.get(labels);
            if (known == null || !known.state().equals(alert.state())) {
                news.changed().add(alert);
            }
        });
        before.forEach((labels, alert) -> {
            if (!after.containsKey(labels)) {
                news.gone().add(alert);
            }
        });
    }

    /** The alerts of one rule, in order of labels. */
    public Collection<Alert> of(RuleKey rule) {
        return Collections.unmodifiableCollection(
                byRule.getOrDefault(rule, Map.of()).values());
    }

    /** The alert of {@code rule} with {@code labels}, if there is one. */
    public Optional<Alert> find(RuleKey rule, Labels labels) {
        return Optional.ofNullable(byRule.getOrDefault(rule, Map.of()).get(labels));
    }

    /** {@code after} in order of labels, as {@code before} is. */
    static Map<Labels, Alert> ordered(Map<Labels, Alert> before, Map<Labels, Alert> after) {
        List<Alert> all = new ArrayList<>(after.size());
        before.keySet().forEach(labels -> Optional.ofNullable(after.get(labels)).ifPresent(all::add));
        if (all.size() < after.size()) {
            after.values().stream()
                    .filter(alert -> !before.containsKey(alert.labels()))
                    .forEach(all::add);
            all.sort(Comparator.comparing(Alert::labels));
        }
        Map<Labels, Alert> ordered = LinkedHashMap.newLinkedHashMap(all.size());
        all.forEach(alert -> ordered.put(alert.labels(), alert));
        return ordered;
    }

    /** The alerts of one rule after one finding. */
    private record Advance(Finding finding, List<Transition> happened) {
        void apply(SortedMap<RuleKey, Map<Labels, Alert>> all, List<Finding.Hit> hits) {
            Map<Labels, Alert> before = all.getOrDefault(finding.rule(), Map.of());
            if (before.isEmpty() && hits.isEmpty()) {
                return;
            }
            Map<Labels, Alert> after = HashMap.newHashMap(hits.size());
            for (Finding.Hit hit : hits) {
                after.put(hit.labels(), found(Optional.ofNullable(before.get(hit.labels())), hit));
            }
            List<Alert> missed = before.values().stream()
                    .filter(alert -> !after.containsKey(alert.labels()))
                    .toList();
            missed.forEach(alert -> missed(alert).ifPresent(kept -> after.put(kept.labels(), kept)));
            if (after.isEmpty()) {
                all.remove(finding.rule());
            } else {
                all.put(finding.rule(), ordered(before, after));
            }
        }

        void clear(SortedMap<RuleKey, Map<Labels, Alert>> all) {
            Map<Labels, Alert> gone =
                    Optional.ofNullable(all.remove(finding.rule())).orElse(Map.of());
            gone.values().forEach(alert -> say(alert, alert.isFiring() ? Kind.ENDED : Kind.FORGOTTEN));
        }

        private Alert found(Optional<Alert> known, Finding.Hit hit) {
            if (known.isEmpty()) {
                AlertState state = AlertState.found(finding.hold(), finding.at());
                Alert alert =
                        new Alert(finding.rule(), hit.labels(), hit.annotations(), hit.value(), state, finding.at());
                say(alert, state.isFiring() ? Kind.FIRING : Kind.PENDING);
                return alert;
            }
            Alert alert = known.get();
            AlertState state =
                    alert.state().next(true, finding.hold(), finding.at()).orElseThrow();
            Alert next = alert.met(hit, state, finding.at());
            if (state.getClass() != alert.state().getClass()) {
                say(next, alert.state() instanceof AlertState.Fading ? Kind.REVIVED : Kind.FIRING);
            }
            return next;
        }

        private Optional<Alert> missed(Alert alert) {
            if (finding.occasion() == Finding.Occasion.ARRIVAL) {
                return Optional.of(alert);
            }
            Optional<AlertState> state = alert.state().next(false, finding.hold(), finding.at());
            if (state.isEmpty()) {
                say(alert, alert.isFiring() ? Kind.ENDED : Kind.FORGOTTEN);
                return Optional.empty();
            }
            if (alert.state() instanceof AlertState.Firing && state.get() instanceof AlertState.Fading) {
                say(alert.in(state.get()), Kind.FADING);
            }
            return state.map(alert::in);
        }

        private void say(Alert alert, Kind kind) {
            happened.add(new Transition(alert, kind, finding.at()));
        }
    }
}
