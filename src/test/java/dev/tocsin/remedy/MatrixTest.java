package dev.tocsin.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The decision matrix: what holds without a word of configuration, what may be changed, and what may not. */
final class MatrixTest {
    @ParameterizedTest
    @CsvSource({
        "frontend-visual, LOW, NOTIFY, PT4H", "frontend-crash, CRITICAL, ROLLBACK, PT15M",
        "backend-minor, LOW, NOTIFY, PT2H", "backend-crash, CRITICAL, ROLLBACK, PT15M",
        "database-migration, HIGH, PROPOSE, PT30M", "data-corruption, CRITICAL, NEVER, PT2H"
    })
    void theCardsRows(String issue, Severity severity, Strategy strategy, Duration within) {
        Matrix.Row row = Matrix.STANDARD.row(Labels.of("issue", issue)).orElseThrow();
        assertThat(row.severity()).isEqualTo(severity);
        assertThat(row.strategy()).isEqualTo(strategy);
        assertThat(row.within()).contains(within);
    }

    @ParameterizedTest
    @CsvSource({"development, AUTO", "staging, AUTO", "production, APPROVE", "'', APPROVE", "demo, APPROVE"})
    void theEnvironmentSaysHowMuchIsDoneByItself(String environment, Autonomy autonomy) {
        Playbook playbook = read(environment, "{}");
        assertThat(remedy(playbook, "rollback-api").autonomy()).isEqualTo(autonomy);
        assertThat(remedy(playbook, "scale-api").autonomy()).isEqualTo(autonomy);
    }

    @Test
    void aServiceGetsWhatItsPlatformCanDo() {
        Playbook playbook = read("production", "{}");
        Remedy back = remedy(playbook, "rollback-api");
        assertThat(back.action()).isEqualTo(new Action.Rollback(Action.Evidence.USUAL));
        assertThat(back.verify().signal()).isEqualTo("min(probe_success{service=\"api\"}) == 1");
        assertThat(wants(back, "backend-crash", "api")).isTrue();
        assertThat(wants(back, "frontend-crash", "api")).isTrue();
        assertThat(wants(back, "backend-minor", "api")).isFalse();
        assertThat(wants(back, "backend-crash", "web")).isFalse();
        assertThat(remedy(playbook, "scale-api").action()).isEqualTo(new Action.Scale(1, 2, 10));
        assertThat(playbook.remedies())
                .extracting(Remedy::name)
                .contains("rollback-web")
                .doesNotContain("scale-web");
    }

    @Test
    void withoutALabelNothingIsWanted() {
        assertThat(read("development", "{}").remedies())
                .noneMatch(remedy -> remedy.trigger().matchers().stream()
                        .allMatch(matcher -> matcher.matches(Labels.of("alertname", "ApiDown", "service", "api"))));
    }

    @Test
    void aServiceThatNobodyProbesGetsNone() {
        assertThat(read("production", "{}").remedies())
                .extracting(Remedy::name)
                .doesNotContain("rollback-dark", "scale-dark");
    }

    @Test
    void theOperatorsOwnRemedyTakesItsPlace() {
        Playbook playbook = read("production", """
                remedies:
                  - name: mine
                    matchers: ['service="api"']
                    act: rollback
                    service: api
                    verify: {signal: up}
                """);
        assertThat(playbook.remedies())
                .extracting(Remedy::name)
                .contains("mine", "scale-api", "rollback-web")
                .doesNotContain("rollback-api");
    }

    @Test
    void rowsCanBeChangedAndAdded() {
        Playbook playbook = read("production", """
                decisions:
                  autonomy: observe
                  issues:
                    - {issue: backend-crash, strategy: notify, within: 5m}
                    - {issue: queue, severity: high, strategy: scale, within: 1h}
                """);
        assertThat(playbook.matrix().within())
                .containsEntry("backend-crash", Duration.ofMinutes(5))
                .containsEntry("queue", Duration.ofHours(1))
                .containsEntry("frontend-crash", Duration.ofMinutes(15));
        assertThat(wants(remedy(playbook, "rollback-api"), "backend-crash", "api"))
                .isFalse();
        assertThat(wants(remedy(playbook, "scale-api"), "queue", "api")).isTrue();
        assertThat(remedy(playbook, "scale-api").autonomy()).isEqualTo(Autonomy.OBSERVE);
    }

    @ParameterizedTest
    @CsvSource({"data-corruption, rollback", "data-corruption, scale", "database-migration, rollback"})
    void whatNothingMendsByItselfStaysSo(String issue, String strategy) {
        String yaml = "decisions: {issues: [{issue: %s, strategy: %s}]}".formatted(issue, strategy);
        assertThat(((Loaded.Refused<Playbook>) load("development", yaml)).faults())
                .extracting(Fault::toString)
                .anyMatch(fault -> fault.contains("decisions.issues[0].strategy: must not act"));
    }

    @ParameterizedTest
    @EnumSource(Autonomy.class)
    void corruptDataIsNeverActedOnWhateverARemedySays(Autonomy autonomy) {
        for (String issue : List.of("data-corruption", "database-migration")) {
            Labels alert = Labels.of("service", "api", "issue", issue);
            Autonomy cap = Matrix.STANDARD.cap(autonomy, "api", alert, Set.of());
            assertThat(cap).isIn(Autonomy.OBSERVE, Autonomy.SUGGEST);
        }
    }

    @Test
    void whileDataIsCorruptNothingActsOnTheService() {
        Drill drill = new Drill();
        drill.firing.add(Labels.of("alertname", "Checksums", "service", "api", "issue", "data-corruption"));
        drill.wish().run(60);
        assertThat(drill.performed).isEmpty();
        assertThat(drill.last()).startsWith("suggests to roll api back");

        Drill other = new Drill();
        other.firing.add(Labels.of("alertname", "Checksums", "service", "other", "issue", "data-corruption"));
        other.wish().run(60);
        assertThat(other.performed).hasSize(1);
    }

    @Test
    void whatOnlyPeopleMendIsSaidToThem() {
        Playbook playbook = read("development", "{}");
        Remedy advice = remedy(playbook, "advise-data-corruption");
        assertThat(advice.action()).isInstanceOf(Action.Propose.class);
        assertThat(((Action.Propose) advice.action()).text()).contains("runbooks.md#data-corruption");
        assertThat(playbook.remedies())
                .extracting(Remedy::name)
                .contains("advise-database-migration", "advise-database-size", "advise-cpu", "advise-response-time");
        assertThat(((Action.Propose) remedy(playbook, "advise-backend-minor").action()).text())
                .isEqualTo("a hotfix will do (should be over within 2h)");
        assertThat(((Action.Propose) remedy(playbook, "advise-database-size").action()).text())
                .as("nothing is broken yet")
                .doesNotContain("within");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            backend-crash            | critical      | -
            backend-crsh             | critical      | issue: the decision matrix has no row "backend-crsh"
            backend-crash            | low           | severity: the decision matrix says critical for backend-crash
            '{{ $labels.issue }}'    | low           | -
            backend-crash            | '{{ x }}'     | -
            ''                       | low           | -
            """)
    void whatIsOddAboutARuleIsSaid(String issue, String severity, @Nullable String odd) {
        Optional<String> said = Matrix.STANDARD.odd(Map.of("issue", issue, "severity", severity));
        assertThat(said.isPresent()).isEqualTo(odd != null);
        said.ifPresent(words -> assertThat(words).startsWith(String.valueOf(odd)));
    }

    @Test
    void processorsInUseGetABiggerContainerWhereThePlatformHasOne() {
        Playbook playbook = read("production", "{}");
        Remedy resize = remedy(playbook, "resize-api");
        assertThat(resize.action()).isEqualTo(new Action.Resize(2, Size.of(0.5, 0.5), Size.of(8, 16)));
        assertThat(resize.autonomy()).isEqualTo(Autonomy.APPROVE);
        assertThat(wants(resize, "cpu", "api")).isTrue();
        assertThat(wants(resize, "traffic", "api")).isFalse();
        Remedy advice = remedy(playbook, "advise-cpu");
        assertThat(((Action.Propose) advice.action()).text()).startsWith("proposes a bigger container");
        assertThat(wants(advice, "cpu", "api")).as("it is done").isFalse();
        assertThat(wants(advice, "cpu", "web")).isTrue();
        assertThat(wants(advice, "cpu", "dark")).isTrue();
        assertThat(wants(remedy(playbook, "advise-traffic"), "traffic", "web")).isTrue();
        assertThat(wants(remedy(playbook, "advise-traffic"), "traffic", "api")).isFalse();
    }

    @Test
    void whatGrowsIsNoReasonToLeaveACrashAlone() {
        Labels crash = Labels.of("service", "api", "issue", "backend-crash");
        for (String issue : List.of("response-time", "database-size", "database-connections")) {
            Labels growth = Labels.of("service", "api", "issue", issue);
            assertThat(Matrix.STANDARD.cap(Autonomy.AUTO, "api", crash, Set.of(crash, growth)))
                    .isEqualTo(Autonomy.AUTO);
            assertThat(Matrix.STANDARD.cap(Autonomy.AUTO, "api", growth, Set.of(growth)))
                    .isEqualTo(Autonomy.SUGGEST);
        }
    }

    @Test
    void productionGoesOnByAPersonsWordOnly() {
        Playbook playbook = read("development", "{}");
        assertThat(playbook.unpinnable()).containsExactly("web");
        assertThat(playbook.expected().remedies()).extracting(one -> one.name()).doesNotContain("unpin-web");
        assertThat(remedy(playbook, "unpin-web").verify().signal())
                .isEqualTo("min(probe_success{service=\"web\"}) == 1"
                        + " and on () max(deploy_production_pinned{service=\"web\"}) == 0");
    }

    private static boolean wants(Remedy remedy, String issue, String service) {
        Labels alert = Labels.of("issue", issue, "service", service);
        return Matcher.allMatch(remedy.trigger().matchers(), alert);
    }

    private static Remedy remedy(Playbook playbook, String name) {
        return playbook.find(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    private static Playbook read(String environment, String yaml) {
        return ((Loaded.Ready<Playbook>) load(environment, yaml)).value();
    }

    private static Loaded<Playbook> load(String environment, String yaml) {
        Playbook.Terms terms = new Playbook.Terms(
                Map.of(
                        "api", Set.of(Lever.ROLLBACK, Lever.RESTART, Lever.SCALE, Lever.RESIZE),
                        "web", Set.of(Lever.ROLLBACK, Lever.PROMOTE),
                        "dark", Set.of(Lever.ROLLBACK, Lever.SCALE)),
                Set.of("api", "web"),
                environment,
                signal -> {});
        Source source = new Source("tocsin.yml", yaml, Path.of("."));
        return Config.load(source, name -> Optional.empty(), top -> Playbook.read(top, terms));
    }
}
