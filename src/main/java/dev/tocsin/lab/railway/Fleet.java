package dev.tocsin.lab.railway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The processes of the service: how many are wished, and how those come and go. For one thread at a time. */
final class Fleet {
    private final Duration starts;
    private OptionalInt wished = OptionalInt.empty();
    private int before = 1;
    private Instant scaled = Instant.MIN;
    private Instant restarted = Instant.MIN;

    /** {@code starts} is how long a process takes to be there. */
    Fleet(Duration starts) {
        this.starts = starts;
    }

    /** One process as it is now. */
    record Replica(String id, String status) {}

    /** The number that was set; nothing as long as nobody has. */
    OptionalInt wished() {
        return wished;
    }

    void scale(int replicas, Instant now) {
        before = wished.orElse(1);
        wished = OptionalInt.of(replicas);
        scaled = now;
    }

    void restart(Instant now) {
        restarted = now;
    }

    /** Those of {@code deployment}. */
    List<Replica> replicas(String deployment, Instant now) {
        List<Replica> replicas = new ArrayList<>();
        for (int number = 1; number <= wished.orElse(1); number++) {
            boolean fresh = number > before && isWithin(scaled, now);
            String status = isWithin(restarted, now) ? "RESTARTING" : fresh ? "INITIALIZING" : "RUNNING";
            replicas.add(new Replica("inst-" + deployment + "-" + number, status));
        }
        return replicas;
    }

    private boolean isWithin(Instant from, Instant now) {
        return !from.equals(Instant.MIN) && now.isBefore(from.plus(starts));
    }
}
