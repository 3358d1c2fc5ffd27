package dev.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PushTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Labels LABELS = Labels.of("alertname", "Pushed");

    /** Seconds after the start at which it is pushed, with an end in seconds or none (five minutes then): when it is over, as they say. */
    @ParameterizedTest
    @CsvSource({
        "0:, 300",
        "0: 60:, 360",
        "0:20, 20",
        "0:20 10:, 310",
        "0:1000 10:, 1000",
        "0:1000 10:60, 1000",
        "0: 10:60, 60",
        "0: 10:10, 10",
        "0:1000 10:5, 5",
    })
    void theLaterEndHoldsUnlessItWasOnlySilence(String pushes, long over) {
        Alerts alerts = Alerts.none();
        for (String one : pushes.split(" ")) {
            String[] parts = one.split(":", -1);
            alerts = alerts.advance(List.of(push(at(parts[0]), parts[1])), at(parts[0]));
        }
        if (alerts.due().isEmpty()) {
            assertThat(alerts.transitions().getLast().at()).isEqualTo(START.plusSeconds(over));
            return;
        }
        assertThat(alerts.due()).contains(START.plusSeconds(over));
        assertThat(alerts.advance(List.of(), START.plusSeconds(over).minusMillis(1))
                        .firing())
                .hasSize(1);
        Alerts ended = alerts.advance(List.of()).advance(List.of(), START.plusSeconds(over));
        assertThat(ended.firing()).isEmpty();
        assertThat(ended.transitions()).hasSize(1);
    }

    @Test
    void whatEndsIsTold() {
        Alerts silent = Alerts.none().advance(List.of(push(START, "")), START);
        assertThat(silent.transitions()).extracting(Transition::kind).containsExactly(Transition.Kind.FIRING);
        assertThat(silent.advance(List.of(), START.plusSeconds(300)).transitions())
                .extracting(Transition::kind)
                .containsExactly(Transition.Kind.FIRING, Transition.Kind.SILENT);
    }

    @Test
    void theEndOfWhatNobodyKnowsIsNoNews() {
        Alerts none = Alerts.none().advance(List.of(push(START, "0")), START);
        assertThat(none.transitions()).isEmpty();
        assertThat(none.stream()).isEmpty();
    }

    @Test
    void theEarlierBeginningHolds() {
        Push later = new Push(LABELS, note(), START, START.plusSeconds(60), true, START);
        Push earlier = new Push(LABELS, note(), START.minusSeconds(9), START.plusSeconds(60), true, START);
        Alerts alerts = Alerts.none().advance(List.of(later, earlier, later), START);
        assertThat(alerts.find(RuleKey.PUSHED, LABELS).map(Alert::since)).isEqualTo(Optional.of(START.minusSeconds(9)));
    }

    @Test
    void whoCouldNotBeHeardWasNotSilent() {
        Alerts before = Alerts.none().advance(List.of(push(START, "")), START);
        Alerts after = before.resume(Duration.ofHours(2));
        assertThat(after.due()).contains(START.plus(Duration.ofHours(2)).plusSeconds(300));
        assertThat(after.retain(Set.of(RuleKey.PUSHED), START).firing()).hasSize(1);
    }

    private static Instant at(String seconds) {
        return START.plusSeconds(Long.parseLong(seconds));
    }

    private static Push push(Instant at, String end) {
        boolean stated = !end.isEmpty();
        Instant until = stated ? at(end) : at.plusSeconds(300);
        return new Push(LABELS, note(), START, until, stated, at);
    }

    private static Push.Note note() {
        return new Push.Note(Map.of("summary", "it burns"), "http://prometheus/graph");
    }
}
