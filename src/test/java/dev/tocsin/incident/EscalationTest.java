package dev.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Escalation.Acknowledged;
import dev.tocsin.incident.Escalation.Climbing;
import dev.tocsin.incident.Escalation.Exhausted;
import dev.tocsin.incident.Escalation.Idle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What two agents come to that went on with one incident and did not see each other. */
class EscalationTest {
    private static final Instant START = Scene.START;

    private static Escalation step(int next) {
        return new Climbing(next, START.plus(Duration.ofHours(1)), Page.Reason.ESCALATED, new TreeSet<>());
    }

    private static Escalation taken(String by, int minute, Escalation before) {
        Instant at = START.plus(Duration.ofMinutes(minute));
        return new Acknowledged(by, at, Optional.of(at.plus(Duration.ofMinutes(10))), Severity.HIGH, before);
    }

    private static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of("the higher step", step(1), step(2), step(2)),
                Arguments.of("a step before none", new Idle(), step(1), step(1)),
                Arguments.of("the end of the ladder", new Exhausted(START), step(2), new Exhausted(START)),
                Arguments.of("who has it before any step", taken("ann", 1, step(1)), step(1), taken("ann", 1, step(1))),
                Arguments.of(
                        "the same person said it again",
                        taken("ann", 1, step(1)),
                        taken("ann", 5, step(1)),
                        taken("ann", 5, step(1))),
                Arguments.of(
                        "somebody else has it since",
                        taken("ann", 1, step(1)),
                        taken("bob", 5, step(1)),
                        taken("bob", 5, step(1))),
                Arguments.of(
                        "when it runs out nobody is woken twice",
                        taken("ann", 5, step(1)),
                        taken("bob", 1, step(2)),
                        taken("ann", 5, step(2))),
                Arguments.of(
                        "nor whom the other has woken since",
                        taken("ann", 1, step(1)),
                        step(3),
                        taken("ann", 1, step(3))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void joined(String what, Escalation one, Escalation other, Escalation both) {
        assertThat(one.joined(other)).isEqualTo(both);
        assertThat(other.joined(one)).isEqualTo(both);
    }

    @Test
    void whatWasSaidAtTheSameTimeIsOurs() {
        assertThat(taken("ann", 1, step(1)).joined(taken("bob", 1, step(1)))).isEqualTo(taken("ann", 1, step(1)));
    }
}
