package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Hold;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.FlapControl;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Page;
import dev.tocsin.lab.SeededChance;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.spool.SpooledLedger;
import dev.tocsin.ledger.sql.SqlLedger;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Outcome;
import dev.tocsin.remedy.Autonomy;
import dev.tocsin.remedy.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 4: a restart while nothing fires does not forget how often it has begun. */
class FlapRestartTest {
    private static final FlapControl TWICE = new FlapControl(2, Duration.ofHours(1), Duration.ofMinutes(10));

    private final SimulatedClock clock = new SimulatedClock(Stage.START);
    private final List<Page> pages = new ArrayList<>();
    private final List<Item> arrived = new ArrayList<>();

    @TempDir
    Path directory;

    private final class Noting implements Hands {
        @Override
        public void deliver(Attempt attempt) {
            pages.add(attempt.page());
            arrived.add(new Item.Delivered(
                    new Outcome(attempt.page().id(), attempt.number(), new Delivery.Accepted(""), clock.now())));
        }

        @Override
        public void carryOut(Task task) {}
    }

    @Test
    void theCountOutlivesARestart() throws LedgerHeld {
        live(loop -> {
            flap(loop);
            flap(loop);
        });
        pages.clear();
        live(loop -> {
            begin(loop);
            Incident third = loop.state().incidents().stream().findFirst().orElseThrow();
            assertThat(third.origin().earlier()).hasSize(2);
            clock.advance(Duration.ofMinutes(9));
            turn(loop);
            assertThat(pages)
                    .as("it has not lasted yet")
                    .noneMatch(page -> page.firing().size() > 0
                            && page.at().isAfter(third.origin().opened().minusSeconds(1)));
            clock.advance(Duration.ofMinutes(2));
            turn(loop);
            assertThat(pages).anyMatch(page -> page.reason() == Page.Reason.FIRST);
        });
    }

    @Test
    void whatIsLongAgoDoesNotCount() throws LedgerHeld {
        live(loop -> {
            flap(loop);
            flap(loop);
        });
        clock.advance(Duration.ofHours(2));
        live(loop -> {
            begin(loop);
            Incident third = loop.state().incidents().stream().findFirst().orElseThrow();
            assertThat(third.origin().earlier()).isEmpty();
        });
    }

    private interface Life {
        void live(Loop loop);
    }

    /** From a start to a {@code kill -9}. */
    private void live(Life life) throws LedgerHeld {
        Plan plan = Stage.plan(Autonomy.OBSERVE);
        Plan flapping = new Plan(
                plan.routes(),
                plan.directory(),
                plan.playbook(),
                plan.mutes(),
                plan.rules(),
                Map.of(),
                TWICE,
                plan.services(),
                plan.external());
        try (SpooledLedger ledger = new SpooledLedger(
                SqlLedger.sqlite(directory.resolve("ledger.db"), clock), directory.resolve("spool"), clock)) {
            State state = State.resumed(flapping, ledger.open(), clock.now());
            life.live(new Loop(
                    state,
                    new Loop.Ports(clock, new SeededChance(pages.size() + 1L), ledger, new Noting(), step -> {})));
        }
    }

    private void flap(Loop loop) {
        begin(loop);
        found(loop, List.of());
        clock.advance(Duration.ofMinutes(6));
        turn(loop);
        assertThat(loop.state().incidents().stream()).isEmpty();
    }

    /** Everything that is sent arrives before the next turn. */
    private void turn(Loop loop) {
        arrived.forEach(loop::post);
        arrived.clear();
        loop.turn();
    }

    private void begin(Loop loop) {
        found(loop, List.of(new Finding.Hit(Stage.LABELS, Map.of(), 1)));
    }

    private void found(Loop loop, List<Finding.Hit> hits) {
        clock.advance(Duration.ofSeconds(15));
        loop.post(new Item.Found(new Finding(
                Stage.API_DOWN, Hold.NONE, clock.now(), Finding.Occasion.INTERVAL, new Finding.Result.Met(hits))));
        turn(loop);
    }
}
