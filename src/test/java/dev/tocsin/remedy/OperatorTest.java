package dev.tocsin.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One task, one report; nothing repeated, nothing begun too late. */
final class OperatorTest {
    private final SimulatedClock clock = new SimulatedClock(Drill.START);
    private final List<Report> reports = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean broken;

    private static final View SEEN = new View.Dark();
    private static final Task.Place PLACE = new Task.Place("api", Lever.ROLLBACK);
    private static final Pull PULL = new Pull.Rollback("good");

    private final Levers platform = new Levers() {
        @Override
        public Answer<View> look(Lever lever, Instant deadline) {
            return answer("look " + lever, new Answer.Ok<>(SEEN));
        }

        @Override
        public Answer<Accepted> pull(Pull pull, Instant deadline) {
            return answer("pull " + pull.lever(), new Answer.Ok<>(new Accepted(Optional.empty())));
        }

        @Override
        public void close() {}

        private <T> Answer<T> answer(String what, Answer<T> answer) {
            asked.add(what);
            if (broken) {
                throw new IllegalStateException("bug");
            }
            clock.advance(Duration.ofSeconds(1));
            return answer;
        }
    };

    private final Operator operator = new Operator(
            Map.of(PLACE, platform),
            (expression, deadline) -> Reading.GOOD,
            new Operator.Ports(clock, Runnable::run, () -> true, reports::add));

    @Test
    void eachTaskComesBackAsItsReport() {
        Instant deadline = Drill.at(10);
        operator.carryOut(List.of(
                new Task.Weigh("a", PLACE, deadline),
                new Task.ReadBack("a", PLACE, 2, deadline),
                new Task.Follow("a", PLACE, deadline),
                new Task.WatchSignal("a", "up", deadline),
                new Task.Perform("a", "api", PULL, 1, deadline)));
        assertThat(reports)
                .containsExactly(
                        new Report.Weighed("a", new Answer.Ok<>(SEEN), Drill.at(1)),
                        new Report.LookedBack("a", 2, Drill.at(1), new Answer.Ok<>(SEEN), Drill.at(2)),
                        new Report.Followed("a", new Answer.Ok<>(SEEN), Drill.at(3)),
                        new Report.Watched("a", Reading.GOOD, Drill.at(3)),
                        new Report.Performed(
                                "a", 1, new Answer.Ok<>(new Levers.Accepted(Optional.empty())), Drill.at(4)));
        assertThat(asked).containsExactly("look ROLLBACK", "look ROLLBACK", "look ROLLBACK", "pull ROLLBACK");
    }

    @Test
    void aRequestPastItsDeadlineIsNotBegun() {
        operator.carryOut(List.of(new Task.Perform("a", "api", PULL, 1, Drill.at(0))));
        assertThat(asked).isEmpty();
        assertThat(((Report.Performed) reports.getFirst()).answer())
                .isEqualTo(new Answer.Deferred<>(Cause.TIMEOUT, Optional.empty()));
    }

    @Test
    void aBugInAProviderLeavesTheActInDoubt() {
        broken = true;
        operator.carryOut(List.of(new Task.Perform("a", "api", PULL, 1, Drill.at(10))));
        assertThat(((Report.Performed) reports.getFirst()).answer()).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void aServiceWithoutAPlatformIsRefused() {
        operator.carryOut(List.of(new Task.Weigh("a", new Task.Place("web", Lever.ROLLBACK), Drill.at(10))));
        assertThat(((Report.Weighed) reports.getFirst()).answer()).isInstanceOf(Answer.Refused.class);
    }
}
