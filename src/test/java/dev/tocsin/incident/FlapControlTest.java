package dev.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What begins again and again: the first pages and every end go out, repeats wait whether they last. */
final class FlapControlTest {
    private static final FlapControl TWICE = new FlapControl(2, Duration.ofHours(1), Duration.ofMinutes(10));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scene scene = new Scene().with(TWICE);

    @Test
    void theFirstOnesAreToldAtOnceAndWhatIsShortAfterwardsIsNot() {
        flap(0, "critical");
        flap(10, "critical");
        flap(20, "critical");
        flap(30, "critical");
        assertThat(firsts()).containsExactly("0m slack FIRST", "10m slack FIRST");
        assertThat(resolves()).hasSize(2);
        assertThat(scene.isOver()).isTrue();
        assertThat(scene.pages.stream().map(page -> page.incident().headline()).filter(words -> !words.isEmpty()))
                .allMatch(words -> words.startsWith("It flaps: it has begun 2 times within 1h."))
                .isNotEmpty();
    }

    @Test
    void whatLastsIsTold() {
        flap(0, "critical");
        flap(10, "critical");
        scene.until(MINUTE.multipliedBy(20)).fires("ApiDown", "critical");
        scene.until(MINUTE.multipliedBy(30).minusSeconds(1));
        assertThat(firsts()).hasSize(2);
        scene.until(MINUTE.multipliedBy(30));
        assertThat(firsts()).hasSize(3).last().isEqualTo("30m slack FIRST");
        assertThat(scene.said).contains("30m engineer ESCALATED");

        scene.ends("ApiDown", "critical").until(MINUTE.multipliedBy(40));
        assertThat(resolves()).as("who was told is told of the end").hasSize(3);
    }

    @Test
    void whatIsWorseIsToldAtOnce() {
        flap(0, "high");
        flap(10, "high");
        scene.until(MINUTE.multipliedBy(20)).fires("ApiDown", "critical").turn();
        assertThat(firsts()).hasSize(3).last().isEqualTo("20m slack FIRST");
    }

    @Test
    void aQuietTimeMakesItNewAgain() {
        flap(0, "critical");
        flap(10, "critical");
        flap(72, "critical");
        assertThat(firsts()).hasSize(3).last().isEqualTo("72m slack FIRST");
    }

    @Test
    void switchedOffNothingFlaps() {
        Scene always = new Scene().with(FlapControl.NONE);
        for (int minutes = 0; minutes < 60; minutes += 10) {
            always.until(MINUTE.multipliedBy(minutes)).fires("ApiDown", "critical");
            always.until(MINUTE.multipliedBy(minutes + 1)).ends("ApiDown", "critical");
        }
        assertThat(always.said).filteredOn(line -> line.endsWith("slack FIRST")).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | ",
                "{starts: 0} | ",
                "{starts: -1} | must be between 0",
                "{within: 0} | must be positive",
                "{delay: 2h} | must not be longer than within",
                "{start: 1} | start"
            })
    void isReadFromTheConfiguration(String text, String fault) {
        Loaded<FlapControl> loaded =
                Config.load(new Source("t.yml", text, Path.of(".")), name -> Optional.empty(), FlapControl::read);
        if (fault == null) {
            assertThat(loaded).isInstanceOf(Loaded.Ready.class);
        } else {
            assertThat(((Loaded.Refused<?>) loaded).faults().toString()).contains(fault);
        }
    }

    private void flap(int minute, String severity) {
        scene.until(MINUTE.multipliedBy(minute)).fires("ApiDown", severity);
        scene.until(MINUTE.multipliedBy(minute + 1)).ends("ApiDown", severity);
        scene.until(MINUTE.multipliedBy(minute + 9));
    }

    private List<String> firsts() {
        return scene.said.stream().filter(line -> line.endsWith("slack FIRST")).toList();
    }

    private List<String> resolves() {
        return scene.said.stream()
                .filter(line -> line.endsWith("slack RESOLVE ALL_RESOLVED"))
                .toList();
    }
}
