package dev.tocsin.incident;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.mute.Mutes;
import dev.tocsin.oncall.Policy;
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

    private static Policy.When severity(String word) {
        return new Policy.When(Optional.of(word), List.of(), List.of());
    }

    private static Policy.Step step(String who, Policy.When when) {
        return new Policy.Step(List.of(who), ofMinutes(15), when);
    }

    private static Scene scene(Policy.Step... steps) {
        Map<String, List<Endpoint>> people = Map.of(
                "engineer", List.of(new Endpoint("engineer", Scene.ALL)),
                "lead", List.of(new Endpoint("lead", Scene.ALL)),
                "cto", List.of(new Endpoint("cto", Scene.ALL)));
        return new Scene()
                .with(new Directory(
                        Map.of("slack", List.of(new Endpoint("slack", Scene.ALL))),
                        people,
                        Map.of("ladder", new Policy("ladder", List.of(steps), 0))));
    }
}
