package dev.tocsin.heartbeat;

import dev.tocsin.clock.Chance;
import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends heartbeats, each on its interval. The line is asked at the last moment: while it does not work, nothing says that it does. A
 * request that fails is tried twice more before the next is due. For any thread.
 */
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final int TRIES = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Ports ports;
    private final Sending sending;
    private final Map<String, HeartbeatStatus> status = new ConcurrentHashMap<>();
    private List<Beating> beating = List.of();

    /** What it lives by: {@code threads} runs each request on a thread of its own, {@code line} says how the line is now. */
    public record Ports(
            Clock clock, Timers timers, Chance chance, Executor threads, Client client, Supplier<Pulse> line) {}

    public Heartbeats(Ports ports) {
        this.ports = ports;
        this.sending = new Sending(ports.client(), ports.clock());
    }

    /** From now on these are sent, the first at once; one that is unchanged goes on in its rhythm. */
    public synchronized void replace(List<HeartbeatConfig> configs) {
        Map<HeartbeatConfig, Beating> known = beating.stream().collect(Collectors.toMap(one -> one.config, one -> one));
        beating.stream().filter(one -> !configs.contains(one.config)).forEach(Beating::end);
        status.keySet().retainAll(configs.stream().map(HeartbeatConfig::name).collect(Collectors.toSet()));
        beating = configs.stream()
                .map(config -> Optional.ofNullable(known.get(config)).orElseGet(() -> begin(config)))
                .toList();
    }

    /** How each fares, by name. */
    public List<HeartbeatStatus> status() {
        return status.values().stream()
                .sorted(java.util.Comparator.comparing(HeartbeatStatus::name))
                .toList();
    }

    @Override
    public synchronized void close() {
        beating.forEach(Beating::end);
        beating = List.of();
    }

    private Beating begin(HeartbeatConfig config) {
        status.put(config.name(), HeartbeatStatus.fresh(config.name()));
        Beating begun = new Beating(config);
        Instant now = ports.clock().now();
        begun.plan(now, now, 1);
        return begun;
    }

    private void heard(HeartbeatConfig config, HeartbeatStatus next) {
        HeartbeatStatus before = status.getOrDefault(config.name(), HeartbeatStatus.fresh(config.name()));
        status.replace(config.name(), next);
        if (!next.trouble().equals(before.trouble())) {
            next.trouble()
                    .ifPresentOrElse(
                            why -> LOG.warnf("heartbeat=%s not sent: %s", config.name(), why),
                            () -> LOG.infof("heartbeat=%s arrives again", config.name()));
        }
    }

    /** One heartbeat's rhythm. */
    private final class Beating {
        private final HeartbeatConfig config;
        private volatile Optional<Timers.Timer> next = Optional.empty();
        private volatile boolean ended;

        private Beating(HeartbeatConfig config) {
            this.config = config;
        }

        private void plan(Instant when, Instant slot, int attempt) {
            if (!ended) {
                next = Optional.of(ports.timers().at(when, () -> ports.threads().execute(() -> beat(slot, attempt))));
            }
        }

        private void end() {
            ended = true;
            next.ifPresent(Timers.Timer::cancel);
        }

        private void beat(Instant slot, int attempt) {
            boolean again = true;
            try {
                again = send();
            } finally {
                Instant now = ports.clock().now();
                Duration pause = shorter(config.interval().dividedBy(4), LONGEST_PAUSE);
                if (again && attempt < TRIES) {
                    plan(now.plus(pause), slot, attempt + 1);
                } else {
                    Instant due = slot.plus(config.interval());
                    Instant when = due.isBefore(now) ? now.plus(config.interval()) : due;
                    plan(when, when, 1);
                }
            }
        }

        /** Whether it is worth another try. */
        private boolean send() {
            HeartbeatStatus before = status.getOrDefault(config.name(), HeartbeatStatus.fresh(config.name()));
            String key = ports.chance().key();
            return switch (ports.line().get()) {
                case Pulse.Beating well -> {
                    Optional<String> failed = sending.well(config, key);
                    heard(
                            config,
                            failed.map(before::failed)
                                    .orElseGet(
                                            () -> before.arrived(ports.clock().now())));
                    yield failed.isPresent();
                }
                case Pulse.Failing(String why) -> {
                    Optional<String> failed = sending.trouble(config, key, why);
                    heard(config, before.withheld("the line does not work: " + why));
                    yield failed.isPresent();
                }
                case Pulse.Resting resting -> false;
            };
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
