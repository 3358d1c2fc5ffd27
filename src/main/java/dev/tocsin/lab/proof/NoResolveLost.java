package dev.tocsin.lab.proof;

import dev.tocsin.incident.Page;
import dev.tocsin.lab.proof.View.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** 2: whoever was told of a firing is told of its end, once nothing of its group is wrong any more. */
final class NoResolveLost implements Invariant {
    private static final Duration SLACK = Duration.ofSeconds(90);
    private static final Duration KEPT = Duration.ofMinutes(3);

    @Override
    public int number() {
        return 2;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        View view = new View(truth.diary().receipts);
        Map<String, Duration> owed = new HashMap<>();
        List<Breach> breaches = new ArrayList<>();
        Set<String> told = new HashSet<>();
        Duration bound = KEPT.plus(truth.longest()).plus(SLACK);
        for (Instant at : truth.grid()) {
            view.advance(at);
            Map<String, Duration> still = new HashMap<>();
            for (Open open : view.open()) {
                if (isOwed(truth, open, at)) {
                    Duration since = owed.getOrDefault(open.key(), Duration.ZERO)
                            .plus(isCalm(truth, open, at) ? Truth.GRAIN : Duration.ZERO);
                    still.put(open.key(), since);
                    if (since.compareTo(bound) > 0 && told.add(open.key())) {
                        breaches.add(lost(truth, open, at));
                    }
                }
            }
            owed = still;
        }
        view.open().stream()
                .filter(open -> isWanted(truth, open, truth.world().times().end()) && told.add(open.key()))
                .forEach(open ->
                        breaches.add(lost(truth, open, truth.world().times().end())));
        return breaches;
    }

    private Breach lost(Truth truth, Open open, Instant at) {
        return truth.breach(
                this, at, "lost resolve: " + open.endpoint().id() + " was not told of the end of " + open.key());
    }

    /** Without its ledger an agent that was started anew does not know what the one before had told. */
    private static boolean isCalm(Truth truth, Open open, Instant at) {
        return truth.isCalm(open.endpoint().id(), at)
                && truth.world().perils().gone().stream().noneMatch(window -> window.contains(at, SLACK))
                && truth.diary().conditions.stream()
                        .filter(one -> !one.at().isAfter(at))
                        .reduce((one, other) -> other)
                        .filter(Diary.Condition::connected)
                        .isPresent();
    }

    private static boolean isOwed(Truth truth, Open open, Instant at) {
        // What is looked at most often, and is mostly so, comes first.
        for (Alarm alarm : truth.group(open.page().incident().group())) {
            if (truth.isMet(alarm, at)) {
                return false;
            }
        }
        return isWanted(truth, open, at) && open.firing().stream().allMatch(truth::isAlarm);
    }

    private static boolean isWanted(Truth truth, Open open, Instant at) {
        return open.endpoint().takes().contains(Page.Kind.RESOLVE)
                && truth.isConfigured(open.endpoint().id(), at)
                && !truth.isRefused(open.key());
    }
}
