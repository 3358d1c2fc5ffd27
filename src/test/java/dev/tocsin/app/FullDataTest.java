package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.promql.Need;
import dev.tocsin.rule.RuleFile;
import dev.tocsin.rule.RuleGroup;
import dev.tocsin.series.Demand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullDataTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant RELOAD = START.plus(Duration.ofDays(1));

    private static List<RuleGroup> groups(String rules) {
        Source source = new Source("a.yml", "groups: [{name: a, rules: [" + rules + "]}]", Path.of("."));
        return switch (RuleFile.load(source, RuleFile.Defaults.standard())) {
            case Loaded.Ready<RuleFile> ready -> ready.value().groups();
            case Loaded.Refused<RuleFile> refused -> throw new AssertionError(refused.faults());
        };
    }

    private static Demand demand(List<RuleGroup> groups, Instant now) {
        List<Need> needs = groups.stream()
                .flatMap(group -> group.rules().stream())
                .flatMap(rule -> Need.of(rule.expr(), Duration.ofMinutes(5), Duration.ofMinutes(1)).stream())
                .toList();
        return Demand.of(needs, Duration.ofHours(1), now);
    }

    @Test
    void aReloadSaysOfEachNewRuleFromWhenItSeesEverything() {
        List<RuleGroup> before = groups("{alert: Old, expr: 'rate(a[10m]) > 1'}");
        List<RuleGroup> after = groups("""
                {alert: Old, expr: 'rate(a[10m]) > 1'},
                {alert: Known, expr: 'rate(a[1h]) > 1'},
                {alert: Longer, expr: 'rate(a[2h]) > 1'},
                {alert: Plain, expr: 'b > 1'},
                {alert: New, expr: 'rate(b[6h]) > 1 and b offset 1d > 0'}
                """);
        Demand demand = demand(after, RELOAD).after(demand(before, START), RELOAD);

        assertThat(FullData.of(after, before, demand, RELOAD))
                .extracting(FullData::toString)
                .containsExactly(
                        "rule Longer has full data from 2026-03-02T11:00:00Z",
                        "rule New has full data from 2026-03-03T10:00:00Z");
    }

    @Test
    void aRuleThatLooksFurtherBackThanAnythingIsKeptIsToldSo() {
        List<RuleGroup> groups = groups("{alert: Far, expr: 'rate(a[6h]) > 1'}");

        assertThat(FullData.of(groups, List.of(), Demand.everything(Duration.ofHours(2), List.of(), START), START))
                .extracting(FullData::toString)
                .containsExactly("rule Far never has full data: it looks further back than anything is kept");
    }

    @Test
    void whatWasReadBeforeNeedsNoWord() {
        List<RuleGroup> groups = groups("{alert: Old, expr: 'rate(a[6h]) > 1'}");

        assertThat(FullData.of(groups, groups, demand(groups, START), START)).isEmpty();
    }
}
