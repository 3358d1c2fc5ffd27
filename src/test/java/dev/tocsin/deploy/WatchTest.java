package dev.tocsin.deploy;

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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each service is looked at in its own time; a platform that is in trouble is left alone for as long as it wants. */
final class WatchTest {
    private static final Duration EVERY = Duration.ofSeconds(30);

    private static final Answer<View> NOTHING = new Answer.Ok<>(new View.Served(List.of(), new View.Way.Anew()));

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final List<Sighting> seen = new ArrayList<>();
    private Answer<View> answer = NOTHING;

    private final Levers platform = new Levers() {
        @Override
        public Answer<View> look(Lever lever, Instant deadline) {
            return answer;
        }

        @Override
        public Answer<Accepted> pull(Pull pull, Instant deadline) {
            throw new AssertionError("a watch changes nothing");
        }

        @Override
        public void close() {}
    };

    private final Watch watch = new Watch(
            List.of(new Watch.Target("api", platform, EVERY)), new Watch.Ports(clock, clock, Runnable::run, seen::add));

    @Test
    void looksAtOnceAndThenAgainAndAgain() {
        watch.start();
        clock.advance(Duration.ofSeconds(65));
        assertThat(seen).extracting(Sighting::at).containsExactly(at(0), at(30), at(60));
    }

    @Test
    void whatFailsIsShownAndTriedAgain() {
        answer = new Answer.Unknown<>(Cause.TIMEOUT, "");
        watch.start();
        clock.advance(Duration.ofSeconds(1));
        assertThat(watch.failures()).containsEntry("api", "did not answer in time");
        answer = NOTHING;
        clock.advance(EVERY);
        assertThat(seen).hasSize(1);
        assertThat(watch.failures()).isEmpty();
    }

    @Test
    void theWaitThatThePlatformWantsIsKept() {
        answer = new Answer.Deferred<>(Cause.RATE_LIMITED, Optional.of(Duration.ofSeconds(100)));
        watch.start();
        clock.advance(Duration.ofSeconds(1));
        answer = NOTHING;
        clock.advance(Duration.ofSeconds(98));
        assertThat(seen).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(seen).hasSize(1);
    }

    @Test
    void aClosedWatchIsSilent() {
        watch.start();
        clock.advance(Duration.ofSeconds(1));
        watch.close();
        clock.advance(Duration.ofSeconds(300));
        assertThat(seen).hasSize(1);
    }

    private Instant at(long second) {
        return Instant.parse("2026-11-22T10:00:00Z").plusSeconds(second);
    }
}
