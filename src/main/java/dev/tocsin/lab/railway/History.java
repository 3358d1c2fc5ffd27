package dev.tocsin.lab.railway;

import dev.tocsin.clock.Clock;
import dev.tocsin.lab.Deployed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The deployments of the service. What each one's status is follows from what time it is. Safe for any thread. */
final class History {
    private final Clock clock;
    private final FakeRailway.Times times;
    private final List<Deployed> all = new ArrayList<>();

    History(Clock clock, FakeRailway.Times times) {
        this.clock = clock;
        this.times = times;
    }

    /** A deployment as it is now. */
    record View(Deployed deployed, String status, Instant since, boolean canRollback) {}

    synchronized Deployed add(String commit, boolean starts, boolean rollback) {
        Instant created = clock.now().plus(times.listed());
        Deployed deployed = new Deployed(
                "dep-" + (all.size() + 1), commit, created, created.plus(times.starts()), starts, rollback);
        all.add(deployed);
        return deployed;
    }

    /** What is listed, newest first. */
    synchronized List<View> views() {
        Instant now = clock.now();
        return all.stream()
                .filter(one -> !now.isBefore(one.created()))
                .map(one -> view(one, now))
                .sorted(Comparator.comparing((View view) -> view.deployed().created())
                        .reversed())
                .toList();
    }

    Optional<View> find(String id) {
        return views().stream().filter(view -> view.deployed().id().equals(id)).findFirst();
    }

    /** The one that serves. */
    Optional<Deployed> serving() {
        return views().stream()
                .filter(view -> view.status().equals("SUCCESS"))
                .map(View::deployed)
                .findFirst();
    }

    private View view(Deployed one, Instant now) {
        if (now.isBefore(one.settled())) {
            return new View(one, "DEPLOYING", one.created(), false);
        }
        if (!one.start()) {
            return new View(one, "FAILED", one.settled(), false);
        }
        Optional<Instant> replaced = replaced(one).filter(when -> !now.isBefore(when));
        if (replaced.isEmpty()) {
            return new View(one, "SUCCESS", one.settled(), true);
        }
        Instant gone = replaced.get().plus(times.drained());
        boolean kept = now.isBefore(gone.plus(times.kept()));
        return now.isBefore(gone)
                ? new View(one, "REMOVING", replaced.get(), kept)
                : new View(one, "REMOVED", gone, kept);
    }

    private Optional<Instant> replaced(Deployed one) {
        return all.stream()
                .skip(all.indexOf(one) + 1L)
                .filter(Deployed::start)
                .map(Deployed::settled)
                .min(Instant::compareTo);
    }
}
