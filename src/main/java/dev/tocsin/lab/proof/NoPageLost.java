package dev.tocsin.lab.proof;

import dev.tocsin.incident.Endpoint;
import dev.tocsin.lab.proof.Setup.Branch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** 1: what fires, is routed and not mute for long enough is known to every receiver that it owes. */
final class NoPageLost implements Invariant {
    /** An evaluation, a turn, the far end's pace, and the grain of time. */
    private static final Duration SLACK = Duration.ofSeconds(60);

    @Override
    public int number() {
        return 1;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        View view = new View(truth.diary().receipts);
        Map<String, Duration> owed = new HashMap<>();
        List<Breach> breaches = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Instant at : truth.grid()) {
            view.advance(at);
            if (truth.isReloaded(at)) {
                // Groups may be others from now on: what was told in the old ones has ended, and waits its time in the
                // new.
                owed = new HashMap<>();
            }
            Map<String, Duration> still = new HashMap<>();
            for (Alarm alarm : truth.alarms()) {
                if (truth.isMet(alarm, at)) {
                    for (Branch way : truth.ways(alarm.labels(), at)) {
                        if (truth.isSurelyAudible(alarm, way, at)) {
                            for (Endpoint endpoint : truth.receivers(way, at)) {
                                judge(truth, view, alarm, endpoint, at, owed, still, breaches, told);
                            }
                        }
                    }
                }
            }
            owed = still;
        }
        return breaches;
    }

    private void judge(
            Truth truth,
            View view,
            Alarm alarm,
            Endpoint endpoint,
            Instant at,
            Map<String, Duration> owed,
            Map<String, Duration> still,
            List<Breach> breaches,
            Set<String> told) {
        String debt = endpoint.id() + " " + alarm.name();
        Duration before = owed.getOrDefault(debt, Duration.ZERO);
        Duration since = truth.isCalm(endpoint.id(), at) ? before.plus(Truth.GRAIN) : before;
        still.put(debt, since);
        Duration bound = alarm.hold().before().plus(truth.longest()).plus(SLACK);
        if (since.compareTo(bound) > 0
                && !view.knows(endpoint.id(), alarm.labels())
                && !truth.isRefused(endpoint.id(), alarm.labels())
                && truth.isConfigured(endpoint.id(), at)
                && told.add(debt)) {
            breaches.add(truth.breach(this, at, "lost page: " + endpoint.id() + " was not told of " + alarm.name()));
        }
    }
}
