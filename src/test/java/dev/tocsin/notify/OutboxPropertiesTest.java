package dev.tocsin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.notify.Outbox.Progress;
import dev.tocsin.notify.Parcel.Transit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the far end answers and whenever we are killed: in order, nothing lost, duplicates only where nobody could know. */
class OutboxPropertiesTest {
    private static final List<String> ENDPOINTS = List.of("ann/pagerduty/0", "bob/pagerduty/0", "team/slack/0");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void inOrderAndNothingLost(long seed) {
        World world = new World(new Random(seed));
        for (int turn = 0; turn < 400; turn++) {
            world.turn(turn < 200);
        }
        world.drain();

        assertThat(world.outbox.undelivered()).isZero();
        world.written.forEach((lane, pages) -> {
            List<String> arrived = world.arrived.getOrDefault(lane, List.of());
            Set<String> over = new HashSet<>(world.refused);
            over.addAll(world.superseded);
            assertThat(arrived.stream().distinct().toList())
                    .as(lane)
                    .isEqualTo(pages.stream()
                            .filter(page -> !over.contains(page.id()) || arrived.contains(page.id()))
                            .map(Page::id)
                            .toList());
            assertThat(arrived).as("once begun, a page is not overtaken").isEqualTo(grouped(arrived));
        });
        assertThat(world.duplicates()).isLessThanOrEqualTo(world.unknowns);
    }

    private static List<String> grouped(List<String> arrived) {
        Map<String, Long> counts =
                arrived.stream().collect(Collectors.groupingBy(id -> id, LinkedHashMap::new, Collectors.counting()));
        List<String> grouped = new ArrayList<>();
        counts.forEach((id, count) -> {
            for (int at = 0; at < count; at++) {
                grouped.add(id);
            }
        });
        return grouped;
    }

    /** A far end of moods, a ledger that has what was committed, and a hand that kills us now and then. */
    private static final class World {
        private final Random random;
        private final Map<String, List<Page>> written = new HashMap<>();
        private final Map<String, List<String>> arrived = new HashMap<>();
        private final Set<String> refused = new HashSet<>();
        private final Set<String> superseded = new HashSet<>();
        private final Map<String, Parcel> ledger = new LinkedHashMap<>();
        private final List<Outcome> inbox = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private Outbox outbox = Outbox.none();
        private Instant now = Pages.START;
        private int unknowns;

        World(Random random) {
            this.random = random;
        }

        void turn(boolean talking) {
            now = now.plusMillis(random.nextInt(4000));
            if (random.nextInt(20) == 0) {
                crash();
            }
            commit(outbox.settle(heard(), now));
            if (talking && random.nextInt(3) == 0) {
                commit(outbox.accept(List.of(page(), page()), now));
            }
        }

        void drain() {
            for (int turn = 0; turn < 5000 && (outbox.undelivered() > 0 || !inbox.isEmpty()); turn++) {
                now = outbox.due().filter(now::isBefore).orElse(now.plusMillis(100));
                commit(outbox.settle(heard(), now));
            }
        }

        private List<Outcome> heard() {
            List<Outcome> heard = List.copyOf(inbox);
            inbox.clear();
            return heard;
        }

        private Page page() {
            String incident = "i-" + random.nextInt(4);
            int number = numbers.merge(incident, 1, Integer::sum);
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            String endpoint = ENDPOINTS.get(random.nextInt(ENDPOINTS.size()));
            Page page = Pages.numbered(kind, endpoint, incident, number);
            written.computeIfAbsent(page.dedupKey(), key -> new ArrayList<>()).add(page);
            return page;
        }

        private void commit(Progress progress) {
            outbox = progress.outbox();
            for (Parcel parcel : progress.changed()) {
                ledger.put(parcel.id(), parcel);
                if (parcel.transit() instanceof Transit.Superseded) {
                    superseded.add(parcel.id());
                }
            }
            progress.refused().forEach(word -> refused.add(word.page()));
            progress.attempts().forEach(this::send);
        }

        /** The far end; some answers never make it back. */
        private void send(Attempt attempt) {
            Page page = attempt.page();
            int mood = random.nextInt(10);
            if (mood < 5 || mood == 9) {
                arrived.computeIfAbsent(page.dedupKey(), key -> new ArrayList<>())
                        .add(page.id());
            }
            switch (mood) {
                case 0, 1, 2, 3 -> say(attempt, new Delivery.Accepted(""));
                case 4 -> say(attempt, unknown());
                case 5, 6 -> say(attempt, new Delivery.Deferred(Cause.SERVER_ERROR, "503"));
                case 7 ->
                    say(
                            attempt,
                            new Delivery.Deferred(
                                    Cause.RATE_LIMITED, "429", java.util.Optional.of(Duration.ofSeconds(2))));
                case 8 -> say(attempt, new Delivery.Refused(Cause.INVALID, "no"));
                default -> unknowns++;
            }
        }

        private Delivery unknown() {
            unknowns++;
            return new Delivery.Unknown(Cause.TIMEOUT, "");
        }

        private void say(Attempt attempt, Delivery delivery) {
            inbox.add(new Outcome(attempt.page().id(), attempt.number(), delivery, now));
        }

        /** What was not committed is gone: the answers in the inbox too. */
        private void crash() {
            unknowns += inbox.size();
            inbox.clear();
            outbox = Outbox.of(ledger.values()).resumed(now);
        }

        private long duplicates() {
            return arrived.values().stream()
                    .mapToLong(ids -> ids.size() - ids.stream().distinct().count())
                    .sum();
        }
    }
}
