package dev.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding.Hit;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.Finding.Result;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One alert's life, evaluated once a minute; {@code 1} is met, {@code 0} is not, {@code !} failed, {@code ^} met on arrival, {@code v} unmet on arrival. */
class AlertsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final RuleKey RULE = new RuleKey("file", "group", "Down", 0);
    private static final Labels LABELS = Labels.of("alertname", "Down");

    @ParameterizedTest
    @CsvSource(textBlock = """
            # for, keep, seen     , states: p pending, F firing, f fading, - none
            0m   , 0m  , 0110     , -FF-
            2m   , 0m  , 1111     , ppFF
            2m   , 0m  , 110111   , pp-ppF
            0m   , 2m  , 10001    , Fff-F
            0m   , 2m  , 1000     , Fff-
            0m   , 2m  , 100100   , FffFff
            2m   , 0m  , 1!11     , ppFF
            0m   , 0m  , 1!!0     , FFF-
            0m   , 0m  , 0^v0     , -FF-
            2m   , 0m  , ^111     , ppFF
            2m   , 0m  , 1v11     , ppFF
            """)
    void lives(String before, String after, String seen, String want) {
        Hold hold = new Hold(minutes(before), minutes(after));
        Alerts alerts = Alerts.none();
        StringBuilder states = new StringBuilder();
        for (int minute = 0; minute < seen.length(); minute++) {
            Instant now = START.plus(Duration.ofMinutes(minute));
            alerts = alerts.advance(List.of(finding(seen.charAt(minute), hold, now)));
            states.append(letter(alerts));
        }
        assertThat(states).hasToString(want);
    }

    @Test
    void whoIsToldKnowsThemWithExternalLabels() {
        Labels here = Labels.of("environment", "production", "region", "eu");
        Labels staged = LABELS.with("environment", "staging");
        Alerts alerts = Alerts.none()
                .advance(List.of(met(RULE, START, new Hit(LABELS, Map.of("a", "b"), 7), new Hit(staged, Map.of(), 1))));
        Alerts told = alerts.told(here);

        assertThat(told.of(RULE))
                .extracting(Alert::labels)
                .containsExactly(here.withAll(LABELS), staged.with("region", "eu"));
        assertThat(told.of(RULE)).first().extracting(Alert::value).isEqualTo(7.0);
        assertThat(alerts.told(here)).isSameAs(told);
        assertThat(alerts.told(Labels.empty())).isSameAs(alerts);
        assertThat(told.since(told).changed()).isEmpty();
    }

    /** Ten thousand alerts of other rules are not gone through again for one that changes. */
    @Test
    void whatIsTheSameForThoseWhoAreToldIsNotMadeAgain() {
        Labels here = Labels.of("environment", "production");
        RuleKey other = new RuleKey("file", "group", "Slow", 0);
        Alerts before = Alerts.none().advance(List.of(finding('1', Hold.NONE, START), met(other, START)));
        Alert told = before.told(here).of(RULE).iterator().next();
        Alerts after = before.advance(
                List.of(met(other, START.plusSeconds(60), new Hit(Labels.of("alertname", "Slow"), Map.of(), 1))));

        assertThat(after.told(here).of(RULE).iterator().next()).isSameAs(told);
        assertThat(after.told(here).of(other)).hasSize(1);
    }

    /** Two that only differ in whether they say where they are become one: whoever is told could not tell them apart. */
    @Test
    void ofTwoThatBecomeTheSameTheElderIsTold() {
        Labels here = Labels.of("environment", "production");
        Labels named = LABELS.withAll(here);
        Alerts first = Alerts.none().advance(List.of(met(RULE, START, new Hit(named, Map.of(), 1))));
        Alerts both = first.advance(
                List.of(met(RULE, START.plusSeconds(60), new Hit(LABELS, Map.of(), 2), new Hit(named, Map.of(), 1))));

        assertThat(both.told(here).firing())
                .singleElement()
                .returns(named, Alert::labels)
                .returns(START, Alert::since);
    }

    private static Duration minutes(String text) {
        return Duration.ofMinutes(Long.parseLong(text.replace("m", "")));
    }

    private static Finding met(RuleKey rule, Instant now, Hit... hits) {
        return new Finding(rule, Hold.NONE, now, Occasion.INTERVAL, new Result.Met(List.of(hits)));
    }

    private static Finding finding(char seen, Hold hold, Instant now) {
        Result met = new Result.Met(List.of(new Hit(LABELS, Map.of(), 1)));
        return switch (seen) {
            case '1' -> new Finding(RULE, hold, now, Occasion.INTERVAL, met);
            case '^' -> new Finding(RULE, hold, now, Occasion.ARRIVAL, met);
            case 'v' -> new Finding(RULE, hold, now, Occasion.ARRIVAL, new Result.Met(List.of()));
            case '!' -> new Finding(RULE, hold, now, Occasion.INTERVAL, new Result.Failed("timeout"));
            default -> new Finding(RULE, hold, now, Occasion.INTERVAL, new Result.Met(List.of()));
        };
    }

    private static String letter(Alerts alerts) {
        return alerts.find(RULE, LABELS)
                .map(alert -> switch (alert.state()) {
                    case AlertState.Pending pending -> "p";
                    case AlertState.Firing firing -> "F";
                    case AlertState.Fading fading -> "f";
                    case AlertState.Pushed pushed -> "P";
                })
                .orElse("-");
    }

    @Test
    void arrivalEndsNothing() {
        Alerts firing = Alerts.none().advance(List.of(finding('1', Hold.NONE, START)));

        assertThat(letter(firing.advance(List.of(finding('v', Hold.NONE, START.plusSeconds(1))))))
                .isEqualTo("F");
    }

    @Test
    void timeSpentDownCountsNeitherForForNorForKeepFiringFor() {
        Hold hold = new Hold(Duration.ofMinutes(5), Duration.ofMinutes(5));
        Alerts pending = Alerts.none().advance(List.of(finding('1', hold, START)));
        Instant later = START.plus(Duration.ofMinutes(34));

        Alerts resumed = pending.resume(Duration.ofMinutes(30)).advance(List.of(finding('1', hold, later)));

        assertThat(letter(resumed)).isEqualTo("p");
        assertThat(letter(resumed.advance(List.of(finding('1', hold, START.plus(Duration.ofMinutes(35)))))))
                .isEqualTo("F");
    }

    @Test
    void afterAnHourDownPendingStartsAnew() {
        Hold hold = new Hold(Duration.ofMinutes(5), Duration.ZERO);
        Alerts pending = Alerts.none().advance(List.of(finding('1', hold, START)));

        assertThat(pending.resume(Duration.ofHours(1)).stream()).isEmpty();
        assertThat(pending.resume(Duration.ofMinutes(59)).stream()).hasSize(1);
    }

    @Test
    void whoseRuleIsGoneEnds() {
        Alerts firing = Alerts.none().advance(List.of(finding('1', Hold.NONE, START)));

        Alerts after = firing.retain(java.util.Set.of(), START);

        assertThat(after.stream()).isEmpty();
        assertThat(after.transitions()).extracting(Transition::kind).containsExactly(Transition.Kind.RULE_GONE);
    }

    /** Whatever is seen: an alert fires only after it was met for all of {@code for}, and says each change exactly once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverFiresEarly(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Hold hold = new Hold(Duration.ofMinutes(random.nextInt(4)), Duration.ofMinutes(random.nextInt(4)));
        Alerts alerts = Alerts.none();
        int met = 0;
        for (int minute = 0; minute < 500; minute++) {
            char seen = random.nextInt(3) == 0 ? '0' : '1';
            String before = letter(alerts);
            alerts = alerts.advance(List.of(finding(seen, hold, START.plus(Duration.ofMinutes(minute)))));
            met = seen == '1' ? met + 1 : 0;
            String after = letter(alerts);
            if (after.equals("F") && !"Ff".contains(before)) {
                assertThat(met).isGreaterThan((int) hold.before().toMinutes());
            }
            assertThat(alerts.transitions()).hasSize(before.equals(after) ? 0 : 1);
        }
    }
}
