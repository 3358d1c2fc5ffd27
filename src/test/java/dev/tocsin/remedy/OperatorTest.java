package dev.tocsin.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Rollbacks;
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

    private final Rollbacks platform = new Rollbacks() {
        @Override
        public Answer<List<Deployment>> deployments(Instant deadline) {
            return answer("list", new Answer.Ok<>(List.of()));
        }

        @Override
        public Answer<Accepted> rollback(String deployment, Instant deadline) {
            return answer("rollback " + deployment, new Answer.Ok<>(new Accepted(Optional.empty())));
        }

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
            Map.of("api", platform),
            (expression, deadline) -> Reading.GOOD,
            new Operator.Ports(clock, Runnable::run, reports::add));

    @Test
    void eachTaskComesBackAsItsReport() {
        Instant deadline = Drill.at(10);
        operator.carryOut(List.of(
                new Task.Weigh("a", "api", deadline),
                new Task.ReadBack("a", "api", 2, deadline),
                new Task.Follow("a", "api", deadline),
                new Task.WatchSignal("a", "up", deadline),
                new Task.Perform("a", "api", "good", 1, deadline)));
        assertThat(reports)
                .containsExactly(
                        new Report.Weighed("a", new Answer.Ok<>(List.of()), Drill.at(1)),
                        new Report.LookedBack("a", 2, Drill.at(1), new Answer.Ok<>(List.of()), Drill.at(2)),
                        new Report.Followed("a", new Answer.Ok<>(List.of()), Drill.at(3)),
                        new Report.Watched("a", Reading.GOOD, Drill.at(3)),
                        new Report.Performed(
                                "a", 1, new Answer.Ok<>(new Rollbacks.Accepted(Optional.empty())), Drill.at(4)));
        assertThat(asked).containsExactly("list", "list", "list", "rollback good");
    }

    @Test
    void aRequestPastItsDeadlineIsNotBegun() {
        operator.carryOut(List.of(new Task.Perform("a", "api", "good", 1, Drill.at(0))));
        assertThat(asked).isEmpty();
        assertThat(((Report.Performed) reports.getFirst()).answer())
                .isEqualTo(new Answer.Deferred<>(Cause.TIMEOUT, Optional.empty()));
    }

    @Test
    void aBugInAProviderLeavesTheActInDoubt() {
        broken = true;
        operator.carryOut(List.of(new Task.Perform("a", "api", "good", 1, Drill.at(10))));
        assertThat(((Report.Performed) reports.getFirst()).answer()).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void aServiceWithoutAPlatformIsRefused() {
        operator.carryOut(List.of(new Task.Weigh("a", "web", Drill.at(10))));
        assertThat(((Report.Weighed) reports.getFirst()).answer()).isInstanceOf(Answer.Refused.class);
    }
}
