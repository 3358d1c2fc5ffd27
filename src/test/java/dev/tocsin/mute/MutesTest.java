package dev.tocsin.mute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Matcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MutesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Silence silence = new Silence(
            "s1",
            List.of(Matcher.equal("service", "api")),
            NOON,
            NOON.plus(Duration.ofHours(2)),
            new Silence.Authorship("ann", "deploy", NOON));

    /** What an agent that was cut off still takes for active is not brought back by it. */
    @Test
    void aSilenceThatWasEndedStaysEndedWhoeverJoinsWhom() {
        Silence ended = silence.ended(NOON.plusSeconds(600));

        assertThat(joined(ended, silence)).isEqualTo(ended);
        assertThat(joined(silence, ended)).isEqualTo(ended);
    }

    @Test
    void aSilenceThatWasProlongedAfterwardsIsTheLongerOne() {
        Silence longer = new Silence(
                "s1",
                silence.matchers(),
                NOON,
                NOON.plus(Duration.ofHours(5)),
                new Silence.Authorship("ann", "deploy takes long", NOON.plusSeconds(60)));

        assertThat(joined(silence, longer)).isEqualTo(longer);
        assertThat(joined(longer, silence)).isEqualTo(longer);
    }

    @Test
    void ofTwoAsNewTheOneCountsThatMutesLess() {
        Silence shorter = new Silence("s1", silence.matchers(), NOON, NOON.plusSeconds(60), silence.authorship());

        assertThat(joined(silence, shorter)).isEqualTo(shorter);
        assertThat(joined(shorter, silence)).isEqualTo(shorter);
    }

    private static Silence joined(Silence ours, Silence theirs) {
        return Objects.requireNonNull(
                Mutes.none().with(ours).joined(List.of(theirs)).silences().get("s1"));
    }
}
