package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Hold;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.lab.SeededChance;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.ledger.FlakyLedger;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Attempt;
import dev.tocsin.remedy.Autonomy;
import dev.tocsin.remedy.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a turn is taken though nothing comes. */
class LoopNextTest {
    private final SimulatedClock clock = new SimulatedClock(Stage.START);
    private final Loop loop = new Loop(
            State.fresh(Stage.plan(Autonomy.OBSERVE)),
            new Loop.Ports(clock, new SeededChance(1), new FlakyLedger(), new Idle(), step -> {}));

    private static final class Idle implements Hands {
        @Override
        public void deliver(Attempt attempt) {}

        @Override
        public void carryOut(Task task) {}
    }

    @Test
    void whatFallsDueIsDoneThen() {
        fire();
        loop.turn();
        Instant due = loop.state().due().orElseThrow();
        clock.advance(Duration.between(clock.now(), due).minusMillis(300));
        loop.turn();
        assertThat(loop.next()).isEqualTo(due);
    }

    /** The ladder's next step is due, and waits for the end of a silence: that is no reason to take one turn after the other. */
    @Test
    void whatIsDueAndHeldBackIsLookedAtNowAndThen() {
        fire();
        loop.turn();
        loop.post(new Item.Silenced(new Silence(
                "quiet",
                List.of(Matcher.equal("service", "api")),
                clock.now(),
                clock.now().plus(Duration.ofHours(2)),
                new Silence.Authorship("ann", "known", clock.now()))));
        loop.turn();
        clock.advance(Duration.ofMinutes(16));
        loop.turn();
        assertThat(loop.next()).isEqualTo(clock.now().plusSeconds(1));
    }

    private void fire() {
        loop.post(new Item.Found(new Finding(
                Stage.API_DOWN,
                Hold.NONE,
                clock.now(),
                Finding.Occasion.INTERVAL,
                new Finding.Result.Met(List.of(new Finding.Hit(Stage.LABELS, Map.of(), 1))))));
    }
}
