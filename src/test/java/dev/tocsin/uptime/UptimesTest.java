package dev.tocsin.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.uptime.Spell.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UptimesTest {
    private static final Instant T0 = Instant.parse("2026-11-01T00:00:00Z");
    private static final Set<String> API = Set.of("api");

    @Test
    void ofAServiceThatIsNotWatchedNothingIsKnown() {
        Measure measure = Uptimes.none().measure("api", T0, at(60));

        assertThat(measure.isKnown()).isFalse();
        assertThat(measure.hundredths()).isEmpty();
        assertThat(measure.since()).isEmpty();
    }

    @Test
    void aYoungAgentSaysSinceWhenThereIsData() {
        Uptimes uptimes = step(Uptimes.none(), Map.of(), 0);

        Measure month = uptimes.measure("api", at(60).minus(Duration.ofDays(30)), at(60));

        assertThat(month.watched()).isEqualTo(Duration.ofMinutes(60));
        assertThat(month.since()).contains(T0);
        assertThat(month.hundredths()).contains(10_000);
    }

    @Test
    void anOutageCountsFromItsOnsetToItsEnd() {
        Uptimes uptimes = step(Uptimes.none(), Map.of(), 0);
        uptimes = step(uptimes, Map.of("api", at(10)), 12);
        uptimes = step(uptimes, Map.of("api", at(10)), 15);
        uptimes = step(uptimes, Map.of(), 20);

        Measure measure = uptimes.measure("api", T0, at(100));

        assertThat(measure.down()).isEqualTo(Duration.ofMinutes(10));
        assertThat(measure.hundredths()).contains(9_000);
    }

    @Test
    void anOutageThatGoesOnCountsUntilNow() {
        Uptimes uptimes = step(step(Uptimes.none(), Map.of(), 0), Map.of("api", at(50)), 51);

        assertThat(uptimes.measure("api", T0, at(100)).hundredths()).contains(5_000);
    }

    @Test
    void timeInWhichNobodyLookedIsNeitherUpNorDown() {
        Uptimes uptimes = step(step(Uptimes.none(), Map.of(), 0), Map.of("api", at(10)), 10);
        uptimes = uptimes.resumed(Duration.ofMinutes(60), at(80));
        Uptimes.Progress first = uptimes.advance(API, Map.of("api", at(10)), at(80));
        uptimes = step(first.uptimes(), Map.of(), 90);

        Measure measure = uptimes.measure("api", T0, at(100));

        assertThat(first.changed()).extracting(Spell::kind).containsExactly(Kind.BLIND);
        assertThat(measure.watched()).isEqualTo(Duration.ofMinutes(40));
        assertThat(measure.down()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void aRestartThatTakesAMomentLeavesNoTrace() {
        Uptimes uptimes = step(Uptimes.none(), Map.of(), 0).resumed(Duration.ofSeconds(30), at(10));

        assertThat(uptimes.advance(API, Map.of(), at(10)).changed()).isEmpty();
    }

    @Test
    void aTroubleThatComesBackWithItsOldOnsetIsNotCountedTwice() {
        Uptimes uptimes = step(step(Uptimes.none(), Map.of(), 0), Map.of("api", at(10)), 11);
        uptimes = step(uptimes, Map.of(), 20);
        uptimes = step(uptimes, Map.of("api", at(10)), 30);
        uptimes = step(uptimes, Map.of(), 40);

        assertThat(uptimes.measure("api", T0, at(100)).down()).isLessThanOrEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void whatIsNotWatchedAnyMoreStopsCounting() {
        Uptimes uptimes = step(Uptimes.none(), Map.of(), 0);
        uptimes = uptimes.advance(Set.of(), Map.of(), at(30)).uptimes();

        assertThat(uptimes.measure("api", T0, at(60)).watched()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aTurnThatChangesNothingWritesNothing() {
        Uptimes uptimes = step(Uptimes.none(), Map.of("api", T0), 0);

        assertThat(uptimes.advance(API, Map.of("api", T0), at(1)).changed()).isEmpty();
    }

    @Test
    void whatIsOlderThanAnybodyAsksAboutIsForgotten() {
        Uptimes uptimes = step(step(step(Uptimes.none(), Map.of(), 0), Map.of("api", at(1)), 1), Map.of(), 2);
        Instant muchLater = T0.plus(Duration.ofDays(100));

        Uptimes later =
                uptimes.advance(API, Map.of("api", muchLater), muchLater).uptimes();

        assertThat(later.stream().filter(spell -> spell.kind() == Kind.DOWN)).hasSize(1);
        assertThat(later.measure("api", muchLater.minus(Duration.ofDays(90)), muchLater)
                        .watched())
                .isEqualTo(Duration.ofDays(90));
    }

    @Test
    void aServiceThatNeverStandsStillDoesNotFillTheMemory() {
        Uptimes uptimes = step(Uptimes.none(), Map.of(), 0);
        for (int minute = 1; minute < 12_000; minute += 2) {
            uptimes = step(uptimes, Map.of("api", at(minute)), minute);
            uptimes = step(uptimes, Map.of(), minute + 1);
        }
        Measure measure = uptimes.measure("api", T0, at(12_000));

        assertThat(uptimes.stream().count()).isLessThan(2100);
        assertThat(measure.hundredths().orElseThrow()).isBetween(4_900, 5_100);
        assertThat(measure.since().orElseThrow()).isAfter(at(5_000));
    }

    @ParameterizedTest
    @CsvSource({"0, 10000", "1, 9999", "86400000, 0", "43200000, 5000", "8640, 9999", "8641, 9998"})
    void aMomentDownIsNeverAHundredPercent(long downMillis, int hundredths) {
        Measure measure = new Measure(Duration.ofDays(1), Duration.ofMillis(downMillis), Optional.of(T0));

        assertThat(measure.hundredths()).contains(hundredths);
    }

    /** Whatever happens, and with a restart from what was written down at any step, the measure is the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenDownIsWhatIsKnown(long seed) {
        Random random = new Random(seed);
        Uptimes uptimes = Uptimes.none();
        List<Spell> ledger = new ArrayList<>();
        for (int minute = 0; minute < 300; minute++) {
            Map<String, Instant> down = random.nextInt(4) == 0 ? Map.of("api", at(minute)) : Map.of();
            Uptimes.Progress progress = uptimes.advance(random.nextInt(9) == 0 ? Set.of() : API, down, at(minute));
            progress.changed().forEach(spell -> {
                ledger.removeIf(one -> one.key().equals(spell.key()));
                ledger.add(spell);
            });
            uptimes = random.nextInt(10) == 0 ? Uptimes.of(ledger) : progress.uptimes();

            Measure measure = uptimes.measure("api", T0, at(minute));
            assertThat(measure).isEqualTo(Uptimes.of(ledger).measure("api", T0, at(minute)));
            assertThat(measure.down()).isLessThanOrEqualTo(measure.watched());
            assertThat(measure.watched()).isLessThanOrEqualTo(Duration.ofMinutes(minute));
        }
    }

    private static Uptimes step(Uptimes uptimes, Map<String, Instant> down, int minute) {
        return uptimes.advance(API, down, at(minute)).uptimes();
    }

    private static Instant at(int minute) {
        return T0.plus(Duration.ofMinutes(minute));
    }
}
