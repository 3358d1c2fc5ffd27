package dev.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an endpoint knows that two agents told, who did not see each other. */
class ToldTest {
    private static final Endpoint CHAT = new Endpoint("chat", Scene.ALL);

    private static Told told(int minute, String... firing) {
        return new Told(CHAT, new TreeSet<>(List.of(firing)), at(minute));
    }

    private static Instant at(int minute) {
        return Scene.START.plus(Duration.ofMinutes(minute));
    }

    private static void bothWays(Told one, Told other, Told both) {
        assertThat(one.joined(other)).isEqualTo(both);
        assertThat(other.joined(one)).isEqualTo(both);
    }

    private static Told saidAgain(String... firing) {
        return new Told(CHAT, new TreeSet<>(List.of(firing)), Instant.EPOCH);
    }

    @Test
    void whatOneToldLaterIsMore() {
        bothWays(told(1, "a"), told(2, "a", "b"), told(2, "a", "b"));
    }

    @Test
    void whatOneEndedAndGoesOnIsSaidAgain() {
        bothWays(told(1, "a"), told(2), saidAgain("a"));
    }

    @Test
    void soIsAPartOfItThatOneEnded() {
        bothWays(told(1, "a", "b"), told(2, "a"), saidAgain("a", "b"));
    }

    @Test
    void andWhatEachToldOfSomethingElse() {
        bothWays(told(1, "a"), told(2, "b"), saidAgain("a", "b"));
    }
}
