package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.api.PagerDutyEvent.Kind;
import dev.tocsin.api.PagerDutyHook.About;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Escalation;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Told;
import dev.tocsin.incident.Word;
import dev.tocsin.model.Labels;
import dev.tocsin.route.GroupKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One incident of ours has one at PagerDuty for each who was called, and another for each call anew. */
class PagerDutyHookTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** Ann was called three times, Bea once. */
    private static final Incident INCIDENT = new Incident(
            new Incident.Origin("i-1", new GroupKey("0", Labels.of("a", "b")), "chat", Optional.empty(), NOW),
            new TreeMap<>(),
            new Incident.Flush(NOW, Optional.of(NOW)),
            new TreeMap<>(java.util.Map.of("ann/pagerduty/0", told("ann", 2), "bea/pagerduty/0", told("bea", 0))),
            new Escalation.Idle(),
            new TreeMap<>(),
            4,
            Optional.empty());

    private static Told told(String person, int again) {
        Endpoint endpoint = new Endpoint(person + "/pagerduty/0", Set.of(Page.Kind.TRIGGER));
        return new Told(endpoint, new TreeSet<>(Set.of("0123456789abcdef")), NOW, again);
    }

    @ParameterizedTest
    @CsvSource({
        "i-1:ann/pagerduty/0, true",
        "i-1:ann/pagerduty/0#2, true",
        "i-1:ann/pagerduty/0#3, false",
        "i-1:bea/pagerduty/0, false",
        "i-1:cem/pagerduty/0, false",
        "i-1, false",
        "i-10:ann/pagerduty/0, false",
    })
    void aCallInWhosePlaceThereIsAnotherIsSpent(String key, boolean spent) {
        assertThat(INCIDENT.isSpent(key)).isEqualTo(spent);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED", "UNACKNOWLEDGED", "RESOLVED"})
    void whatIsSaidToASpentCallIsNotedOnly(Kind kind) {
        assertThat(words(kind, "Ann", true)).singleElement().isInstanceOf(Word.Note.class);
        assertThat(words(kind, "", true)).isEmpty();
    }

    @Test
    void whoResolvesOneOfSeveralHasItForAWhile() {
        assertThat(words(Kind.RESOLVED, "Ann", false))
                .satisfiesExactly(
                        note -> assertThat(note).isInstanceOf(Word.Note.class),
                        held -> assertThat(held)
                                .isInstanceOfSatisfying(
                                        Word.Acknowledge.class,
                                        one -> assertThat(one.limit()).isPresent()));
        assertThat(words(Kind.RESOLVED, "", false)).as("our own, coming back").isEmpty();
    }

    private static List<Word> words(Kind kind, String who, boolean spent) {
        PagerDutyEvent event = new PagerDutyEvent(
                "E",
                kind,
                NOW,
                new PagerDutyEvent.Subject("Q1", ""),
                Optional.of(who).filter(one -> !one.isEmpty()));
        return PagerDutyHook.words(new About(INCIDENT, spent), event, who + " via PagerDuty", NOW);
    }
}
