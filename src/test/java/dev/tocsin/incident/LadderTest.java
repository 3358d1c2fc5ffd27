package dev.tocsin.incident;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.mute.Mutes;
import dev.tocsin.oncall.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Rules of a policy that do not always count. */
class LadderTest {
    private static final Instant NOON = Scene.START.plus(ofMinutes(10));

    @Test
    void aRuleForWorseThingsIsPassedOver() {
        Scene scene = scene(step("engineer", severity("critical")), step("lead", Policy.When.ALWAYS))
                .fires("Slow", "high")
                .until(ofMinutes(1));

        assertThat(scene.said).containsExactly("30s slack FIRST", "30s lead NOBODY");
        assertThat(scene.entries)
                .extracting(Entry::text)
                .contains("rule 1 is passed over: it is for critical and worse");
    }

    @Test
    void aRuleForWorseThingsCountsWhenSomethingSoBadFires() {
        Scene scene = scene(step("engineer", severity("high")), step("lead", Policy.When.ALWAYS))
                .fires("ApiDown", "critical")
                .until(ofMinutes(1));

        assertThat(scene.said).containsExactly("0m slack FIRST", "0m engineer ESCALATED");
    }

    @Test
    void aRuleOutsideOfItsTimeIsPassedOverInTheMiddleToo() {
        Scene scene = scene(
                        step("engineer", Policy.When.ALWAYS),
                        step("lead", new Policy.When(Optional.empty(), List.of(), List.of("morning"))),
                        step("cto", new Policy.When(Optional.empty(), List.of("morning"), List.of())))
                .with(new Mutes(new TreeMap<>(), List.of(), Map.of("morning", (Predicate<Instant>) NOON::isAfter)))
                .fires("ApiDown", "critical")
                .until(ofMinutes(16));

        assertThat(scene.said).containsExactly("0m slack FIRST", "0m engineer ESCALATED", "15m cto ESCALATED");
        assertThat(scene.entries)
                .extracting(Entry::text)
                .contains("rule 2 is passed over: outside of active time morning");
    }

    /** Nobody at all until noon: looked at every five minutes, said once. */
    @Test
    void aPolicyThatIsNotForNowIsTriedAgain() {
        Policy.When noon = new Policy.When(Optional.empty(), List.of("morning"), List.of());
        Scene scene = scene(step("engineer", noon))
                .with(new Mutes(new TreeMap<>(), List.of(), Map.of("morning", (Predicate<Instant>) NOON::isAfter)))
                .fires("ApiDown", "critical")
                .until(ofMinutes(14));

        assertThat(scene.said).containsExactly("0m slack FIRST", "10m engineer NOBODY");
        assertThat(scene.entries)
                .extracting(Entry::text)
                .filteredOn(text -> text.startsWith("nobody was told"))
                .hasSize(1);
    }

    /** As PagerDuty merges, {@code again} is what makes somebody's telephone ring once more. */
    @Test
    void whoIsCalledInTheNextLoopIsCalledAnew() {
        Scene scene = loops(1, step("engineer", Policy.When.ALWAYS), step("lead", Policy.When.ALWAYS))
                .fires("ApiDown", "critical")
                .until(ofMinutes(46));

        assertThat(calls(scene)).containsExactly("0m engineer 0", "15m lead 0", "30m engineer 1", "45m lead 1");
        scene.hears(acknowledged(scene)).ends("ApiDown", "critical").until(ofMinutes(60));
        assertThat(scene.pages)
                .filteredOn(page -> page.kind() == Page.Kind.RESOLVE)
                .extracting(page -> page.endpoint().id() + " " + page.again())
                .containsExactlyInAnyOrder("slack 0", "engineer 1", "lead 1");
    }

    @Test
    void nobodyHasItAnyMore_andTheLastStepIsCalledAnew() {
        Scene scene = scene(step("engineer", Policy.When.ALWAYS), step("lead", Policy.When.ALWAYS))
                .fires("ApiDown", "critical")
                .until(ofMinutes(20));
        scene.hears(acknowledged(scene)).until(ofMinutes(25));
        scene.hears(new Word.Unacknowledge(scene.incident().id(), "ann", scene.now()));
        assertThat(calls(scene)).containsExactly("0m engineer 0", "15m lead 0", "25m lead 1");
    }

    @Test
    void whenAnAcknowledgementRanOutSomebodyIsCalledAnew() {
        Scene scene = scene(step("engineer", Policy.When.ALWAYS)).fires("ApiDown", "critical");
        scene.hears(new Word.Acknowledge(scene.incident().id(), "ann", scene.now(), Optional.of(ofMinutes(10))));
        scene.until(ofMinutes(11));
        assertThat(calls(scene)).containsExactly("0m engineer 0", "10m engineer 1");
    }

    /** Nobody is on a ladder: those whom the route names are called. */
    @Test
    void withoutAPolicyTheReceiverIsCalledAnew() {
        Scene scene = scene(step("engineer", Policy.When.ALWAYS))
                .reroute("slack", "none")
                .fires("ApiDown", "critical");
        scene.hears(acknowledged(scene)).until(ofMinutes(5));
        scene.hears(new Word.Unacknowledge(scene.incident().id(), "ann", scene.now()));
        assertThat(scene.said).contains("5m slack UNACKNOWLEDGED");
        assertThat(scene.pages.getLast().again()).isEqualTo(1);
    }

    private static Word acknowledged(Scene scene) {
        return new Word.Acknowledge(scene.incident().id(), "ann", scene.now(), Optional.empty());
    }

    /** When which person was called, and how often before. */
    private static List<String> calls(Scene scene) {
        return scene.pages.stream()
                .filter(page -> page.kind() == Page.Kind.TRIGGER
                        && !page.endpoint().id().equals("slack"))
                .map(page -> Duration.between(Scene.START, page.at()).toMinutes() + "m "
                        + page.endpoint().id() + " " + page.again())
                .toList();
    }

    private static Policy.When severity(String word) {
        return new Policy.When(Optional.of(word), List.of(), List.of());
    }

    private static Policy.Step step(String who, Policy.When when) {
        return new Policy.Step(List.of(who), ofMinutes(15), when);
    }

    private static Scene scene(Policy.Step... steps) {
        return loops(0, steps);
    }

    private static Scene loops(int loops, Policy.Step... steps) {
        Map<String, List<Endpoint>> people = Map.of(
                "engineer", List.of(new Endpoint("engineer", Scene.ALL)),
                "lead", List.of(new Endpoint("lead", Scene.ALL)),
                "cto", List.of(new Endpoint("cto", Scene.ALL)));
        return new Scene()
                .with(new Directory(
                        Map.of("slack", List.of(new Endpoint("slack", Scene.ALL))),
                        people,
                        Map.of("ladder", new Policy("ladder", List.of(steps), loops))));
    }
}
