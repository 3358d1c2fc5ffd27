package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Push;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Page;
import dev.tocsin.lab.simulation.Fate;
import dev.tocsin.lab.simulation.Pager;
import dev.tocsin.model.Labels;
import dev.tocsin.remedy.Autonomy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 4 for what a Prometheus pushes to us: on the real ledger, a restart is no end of it and forgets none. */
class PushedAlertsTest {
    private static final Labels LABELS =
            Labels.of("alertname", "QueueStuck", "service", "shop", "severity", "critical", "cluster", "eu");

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void start() {
        stage = new Stage(directory, Fate.kind(), Autonomy.OBSERVE, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aRestartGoesOnWithWhatWasPushed() {
        push(Duration.ofMinutes(5));
        stage.simulation.pass(Duration.ofMinutes(1));
        assertThat(told(Page.Kind.TRIGGER)).contains("engineer");

        stage.simulation.restart();
        stage.simulation.pass(Duration.ofMinutes(2));
        push(Duration.ofMinutes(5));
        stage.simulation.pass(Duration.ofMinutes(1));

        assertThat(stage.simulation.state().alerts().firing()).hasSize(1);
        assertThat(told(Page.Kind.RESOLVE)).isEmpty();
        assertThat(told(Page.Kind.TRIGGER)).as("nobody is called once more").doesNotHaveDuplicates();

        push(Duration.ZERO);
        stage.simulation.pass(Duration.ofMinutes(10));
        assertThat(told(Page.Kind.RESOLVE)).contains("chat", "engineer");
        assertThat(stage.simulation.pager().open()).isEmpty();
    }

    /** Whoever pushed is gone for good: the end that they named, put off by the time in which nobody could hear them, ends it. */
    @Test
    void whatIsNotPushedAgainEndsAfterARestartToo() {
        push(Duration.ofMinutes(5));
        stage.simulation.pass(Duration.ofMinutes(2));
        stage.simulation.restart();
        stage.simulation.pass(Duration.ofMinutes(2));
        assertThat(told(Page.Kind.RESOLVE)).isEmpty();

        stage.simulation.pass(Duration.ofMinutes(20));
        assertThat(told(Page.Kind.RESOLVE)).contains("chat", "engineer");
        assertThat(stage.simulation.state().incidents().stream()).isEmpty();
    }

    private void push(Duration lasting) {
        Instant now = stage.simulation.clock().now();
        Push.Note note = new Push.Note(Map.of("summary", "the queue does not move"), "");
        stage.simulation.say(new Item.Pushed(
                List.of(new Push(LABELS, note, now.minusSeconds(60), now.plus(lasting), !lasting.isZero(), now))));
    }

    private List<String> told(Page.Kind kind) {
        return stage.simulation.pager().received().stream()
                .map(Pager.Received::page)
                .filter(page -> page.kind() == kind)
                .map(page -> page.endpoint().id())
                .toList();
    }
}
