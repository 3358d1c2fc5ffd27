package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Result;
import dev.tocsin.rule.GroupStatus;
import dev.tocsin.rule.History;
import dev.tocsin.rule.Pace;
import dev.tocsin.rule.RuleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The agent's alerts about how it keeps up. */
final class StrainTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Strain strain = new Strain();

    @Test
    void whileAllIsWellThereIsNothingToFind() {
        assertThat(strain.findings(Duration.ofSeconds(1), List.of(group("a", 3)), START))
                .isEmpty();
        assertThat(strain.findings(Duration.ZERO, List.of(group("a", 3)), START.plusSeconds(2)))
                .isEmpty();
    }

    @Test
    void aLateTurnIsSaidForAWhileAndItsEndOnce() {
        assertThat(hits(strain.findings(Duration.ofSeconds(12), List.of(), START)))
                .containsExactly("TurnsLate 12.0");
        assertThat(hits(strain.findings(Duration.ofSeconds(11), List.of(), START.plusSeconds(60))))
                .as("the worst of late")
                .containsExactly("TurnsLate 12.0");
        assertThat(hits(strain.findings(Duration.ZERO, List.of(), START.plusSeconds(359))))
                .hasSize(1);
        List<Finding> over = strain.findings(Duration.ZERO, List.of(), START.plusSeconds(360));
        assertThat(over).hasSize(2);
        assertThat(hits(over)).isEmpty();
        assertThat(strain.findings(Duration.ZERO, List.of(), START.plusSeconds(362)))
                .isEmpty();
    }

    @Test
    void aGroupThatLeavesEvaluationsOutForLongIsNamed() {
        strain.findings(Duration.ZERO, List.of(group("a", 0), group("b", 0)), START);
        for (int minute = 1; minute <= 5; minute++) {
            assertThat(strain.findings(
                            Duration.ZERO, List.of(group("a", minute), group("b", 1)), START.plusSeconds(60L * minute)))
                    .as("it may pass")
                    .isEmpty();
        }
        List<Finding> found =
                strain.findings(Duration.ZERO, List.of(group("a", 6), group("b", 1)), START.plusSeconds(361));
        assertThat(hits(found)).containsExactly("EvaluationsLate a");
        assertThat(hits(strain.findings(Duration.ZERO, List.of(group("b", 1)), START.plusSeconds(364))))
                .as("a reload took it away")
                .isEmpty();
    }

    @Test
    void itsRulesAreKnownToEveryPlan() {
        assertThat(OwnRules.and(java.util.Set.of())).contains(Strain.TURNS_LATE, Strain.EVALUATIONS_LATE);
    }

    private static List<String> hits(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> ((Result.Met) finding.result()).hits().stream())
                .map(hit -> hit.labels().get("alertname") + " "
                        + (hit.labels().has("rule_group") ? hit.labels().get("rule_group") : hit.value()))
                .toList();
    }

    private static GroupStatus group(String name, long missed) {
        RuleGroup group = new RuleGroup("f.yml", name, Pace.standard(), 0, List.of());
        return new GroupStatus(group, null, Duration.ZERO, 0, missed, History.empty());
    }
}
