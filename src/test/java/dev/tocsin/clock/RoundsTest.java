package dev.tocsin.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.lab.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SimulatedClock time = new SimulatedClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final List<String> events = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private final class Visiting implements Visitor {
        private final String subject;

        Visiting(String subject) {
            this.subject = subject;
        }

        @Override
        public void visit(Instant at) {
            events.add(subject + " "
                    + Duration.between(Instant.parse("2026-11-01T12:00:00Z"), at)
                            .toMillis());
        }

        @Override
        public void leave(Instant at) {
            events.add("leave " + subject);
        }
    }

    private Rounds<String, Visiting> rounds(java.util.concurrent.Executor threads) {
        return new Rounds<>(
                time,
                time,
                threads,
                (subject, before) -> new Visiting(
                        subject + before.map(old -> " after " + old.subject).orElse("")));
    }

    private static Plan<String> plan(String key, String subject) {
        return new Plan<>(key, MINUTE, subject);
    }

    @Test
    void aSubjectIsVisitedAtItsSlotsAndNowhereElse() {
        Rounds<String, Visiting> rounds = rounds(Runnable::run);
        rounds.replace(List.of(plan("a", "a")));
        Instant first = rounds.next("a").orElseThrow();
        time.advance(Duration.ofMinutes(3));
        long offset =
                Duration.between(Instant.parse("2026-11-01T12:00:00Z"), first).toMillis();
        assertThat(events).containsExactly("a " + offset, "a " + (offset + 60_000), "a " + (offset + 120_000));
    }

    @Test
    void offsetsAreSpreadAndStayOverARestart() {
        Set<Instant> slots = new HashSet<>();
        for (int at = 0; at < 100; at++) {
            slots.add(Slots.of("target-" + at, MINUTE).after(time.now()));
            assertThat(Slots.of("target-" + at, MINUTE)).isEqualTo(Slots.of("target-" + at, MINUTE));
        }
        assertThat(slots).hasSizeGreaterThan(95);
        for (int second = 0; second < 60; second += 15) {
            Instant from = time.now().plusSeconds(second);
            assertThat(slots.stream().filter(slot -> !slot.isBefore(from) && slot.isBefore(from.plusSeconds(15))))
                    .hasSizeGreaterThan(10);
        }
    }

    @Test
    void aSlotDuringAVisitIsSkippedAndCounted() {
        Rounds<String, Visiting> rounds = rounds(waiting::add);
        rounds.replace(List.of(plan("slow", "slow")));
        time.advance(Duration.ofMinutes(3));
        assertThat(waiting).hasSize(1);
        assertThat(rounds.skipped("slow")).isEqualTo(2);
        waiting.remove().run();
        time.advance(MINUTE);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void aVisitThatFailsDoesNotEndTheRounds() {
        Rounds<String, Visitor> rounds = new Rounds<>(time, time, waiting::add, (subject, before) -> new Visitor() {
            @Override
            public void visit(Instant at) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void leave(Instant at) {}
        });
        rounds.replace(List.of(plan("poison", "poison")));
        time.advance(MINUTE);
        assertThatThrownBy(waiting.remove()::run).hasMessage("a bug");
        time.advance(MINUTE);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void replacingDisturbsOnlyWhatChanges() {
        Rounds<String, Visiting> rounds = rounds(Runnable::run);
        rounds.replace(List.of(plan("same", "same"), plan("changed", "old"), plan("gone", "gone")));
        Visiting same = rounds.visitors().get("same");
        rounds.replace(List.of(plan("same", "same"), plan("changed", "new"), plan("more", "more")));
        assertThat(events).containsExactly("leave gone");
        assertThat(rounds.visitors().get("same")).isSameAs(same);
        assertThat(rounds.visitors().get("changed"))
                .extracting(visitor -> visitor.subject)
                .isEqualTo("new after old");
        assertThat(rounds.next("gone")).isEqualTo(Optional.empty());
        events.clear();
        time.advance(MINUTE);
        assertThat(events).hasSize(3).noneMatch(event -> event.startsWith("gone"));
        rounds.close();
        time.advance(MINUTE);
        assertThat(events).hasSize(3);
    }
}
