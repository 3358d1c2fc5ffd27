package dev.tocsin.heartbeat;

import java.time.Instant;
import java.util.Optional;

/**
 * How a heartbeat fares.
 *
 * @param arrived when one arrived last
 * @param trouble why the last one did not arrive, or was not sent
 * @param sent how many arrived that said that all is well
 * @param failed how many requests failed
 * @param withheld how many were not sent, or told of trouble, because the line did not work
 */
public record HeartbeatStatus(
        String name, Optional<Instant> arrived, Optional<String> trouble, long sent, long failed, long withheld) {
    static HeartbeatStatus fresh(String name) {
        return new HeartbeatStatus(name, Optional.empty(), Optional.empty(), 0, 0, 0);
    }

    HeartbeatStatus arrived(Instant now) {
        return new HeartbeatStatus(name, Optional.of(now), Optional.empty(), sent + 1, failed, withheld);
    }

    HeartbeatStatus failed(String why) {
        return new HeartbeatStatus(name, arrived, Optional.of(why), sent, failed + 1, withheld);
    }

    HeartbeatStatus withheld(String why) {
        return new HeartbeatStatus(name, arrived, Optional.of(why), sent, failed, withheld + 1);
    }
}
