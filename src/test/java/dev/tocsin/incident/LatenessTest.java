package dev.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An issue that is not over in its time: one step up, at once, with what is missing. */
final class LatenessTest {
    private final Scene scene = new Scene().within("backend-crash", minutes(10));

    @Test
    void theNextOneUpIsToldWhenTheTimeLimitPasses() {
        scene.breaks("backend-crash").until(minutes(9));
        assertThat(scene.said).containsExactly("0m slack FIRST", "0m engineer ESCALATED");
        scene.until(minutes(12));
        assertThat(scene.said)
                .containsExactly(
                        "0m slack FIRST",
                        "0m engineer ESCALATED",
                        "10m engineer PROGRESS ACT_NEWS",
                        "10m slack PROGRESS ACT_NEWS",
                        "10m lead LATE");
        assertThat(scene.pages.getLast().incident().tried())
                .extracting(Tried::text)
                .containsExactly("backend-crash is not over within 10m: nothing was tried; nobody has acknowledged");
    }

    @Test
    void theLadderGoesOnFromThere() {
        scene.breaks("backend-crash").until(minutes(26));
        assertThat(scene.said).endsWith("10m lead LATE", "25m cto ESCALATED");
    }

    @Test
    void whatWasTriedIsSaid() {
        scene.breaks("backend-crash");
        scene.hears(new ActNews(
                scene.incident().id(),
                "a",
                "roll-back-api",
                ActNews.Kind.AWAITING_APPROVAL,
                "roll api back? waits for leave",
                scene.now()));
        scene.until(minutes(11));
        assertThat(scene.pages.getLast().incident().tried())
                .extracting(Tried::text)
                .anyMatch(text ->
                        text.contains("roll-back-api: roll api back? waits for leave; nobody has acknowledged"));
    }

    @Test
    void whoeverHasItIsToldAndNobodyElseIsWoken() {
        scene.breaks("backend-crash").until(minutes(2));
        scene.hears(new Word.Acknowledge(scene.incident().id(), "ann", scene.now(), Optional.empty()));
        scene.until(minutes(60));
        assertThat(scene.said)
                .endsWith("10m engineer PROGRESS ACT_NEWS", "10m slack PROGRESS ACT_NEWS")
                .noneMatch(said -> said.contains("lead"));
        assertThat(scene.pages.getLast().incident().tried())
                .extracting(Tried::text)
                .anyMatch(text -> text.endsWith("acknowledged by ann"));
    }

    @Test
    void itIsSaidOnceAndARestartChangesNothing() {
        scene.breaks("backend-crash").downUntil(minutes(12));
        assertThat(scene.said).endsWith("12m lead LATE");
        int said = scene.said.size();
        scene.until(minutes(20));
        assertThat(scene.said).hasSize(said);
    }

    @Test
    void withoutAnIssueThereIsNoLimit() {
        scene.fires("ApiDown", "critical").until(minutes(14));
        assertThat(scene.said).containsExactly("0m slack FIRST", "0m engineer ESCALATED");
    }

    @Test
    void theLimitIsATimeAtWhichSomethingIsDue() {
        scene.breaks("backend-crash");
        Expected expected = new Expected(List.of(), new TreeMap<>(Map.of("backend-crash", minutes(10))));
        assertThat(Lateness.dues(scene.incident(), expected)).containsExactly(Scene.START.plus(minutes(10)));
        scene.until(minutes(10));
        assertThat(Lateness.dues(scene.incident(), expected)).isEmpty();
    }

    private static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }
}
