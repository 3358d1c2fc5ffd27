package dev.tocsin.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule finds the fixture that breaks it, and only what breaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RulesTest {
    private static final String ROOT = "dev.tocsin.architecture.fixture";
    private static final String DOCUMENT = """
            # Fixture

            ## Packages

            | package | what it is | may use |
            | --- | --- | --- |
            | `model` | values | |
            | `clock` | time | |
            | `probe`, and a package a kind | checks | `model` |
            | `alert` | states | `model` |
            | `rule` | rules | `model`, `alert` |
            | `notify` | pages | `model` |
            | `lab` | stand-ins | `*` |
            | `app` | everything | `*` but `lab` |
            | `cli` | words | `*` |

            ## Frameworks

            | package | may use | because |
            | --- | --- | --- |
            | `app` | `*` | it builds |
            | `notify.email` | `io.vertx` | mail |
            """;

    private final PackageTable table = PackageTable.parse(DOCUMENT);
    private final Rules rules = new Rules(ROOT, table);
    private final JavaClasses fixture = new ClassFileImporter().importPackages(ROOT);

    @ParameterizedTest
    @CsvSource({
        "rule, alert, true",
        "alert, rule, false",
        "model, model, true",
        "probe.http, model, true",
        "probe.http, probe, true",
        "probe.http, probe.tcp, true",
        "probe.http, alert, false",
        "lab, notify.email, true",
        "lab, app, false",
        "app, lab, false",
        "app, notify, true",
        "cli, lab, true",
        "cli, app, true",
    })
    void tableSaysWhoMayUseWhom(String from, String to, boolean allowed) {
        assertThat(table.allows(from, to)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "app, io.quarkus.runtime.Quarkus, true",
        "app.wiring, jakarta.ws.rs.Path, true",
        "notify.email, io.vertx.core.Vertx, true",
        "notify.email, jakarta.ws.rs.Path, false",
        "notify.slack, io.vertx.core.Vertx, false",
        "notify, io.vertx.core.Vertx, false",
        "model, jakarta.ws.rs.Path, false",
    })
    void tableSaysWhereFrameworksStand(String from, String type, boolean allowed) {
        assertThat(table.allowsFramework(from, type)).isEqualTo(allowed);
    }

    @Test
    void tableRefusesARowThatUsesWhatStandsBelow() {
        String upsideDown = DOCUMENT.replace("| `model` | values | |", "| `model` | values | `rule` |");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageTable.parse(upsideDown))
                .withMessageContaining("model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"## Packages", "## Frameworks"})
    void tableRefusesADocumentThatLostATable(String heading) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageTable.parse(DOCUMENT.replace(heading, "## Else")))
                .withMessageContaining(heading);
    }

    @Test
    void findsAPackageWithoutARow() {
        assertThat(rules.unlisted(fixture)).containsExactly("package 'unlisted' has no row in the table");
    }

    @Test
    void findsAUseThatNoRowNames() {
        assertThat(rules.misuses(fixture))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).contains("model.Sample").contains("rule.AbstractRule"));
    }

    @Test
    void findsCyclesBetweenRowsAndBelowOne() {
        assertThat(String.join("\n", rules.cycles(fixture)))
                .contains("Slice model")
                .contains("Slice rule")
                .contains("Slice probe.http");
    }

    @Test
    void findsFrameworksInside() {
        List<String> found = rules.frameworks(fixture);
        assertThat(found)
                .anySatisfy(use -> assertThat(use).contains("HttpProber").contains("Vertx"));
        assertThat(found).anySatisfy(use -> assertThat(use).contains("refused").contains("Quarkus"));
        assertThat(found)
                .anySatisfy(use -> assertThat(use).contains("AbstractRule").contains("Inject"));
        assertThat(found).noneSatisfy(use -> assertThat(use).contains("permitted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instant",
                "calendar",
                "date",
                "nanos",
                "millisByReference",
                "sleep",
                "random",
                "fraction",
                "key",
                "environment"
            })
    void findsTimeChanceAndEnvironment(String method) {
        assertThat(rules.ambient(fixture))
                .anySatisfy(found -> assertThat(found).contains("alert.Lifecycle." + method + "()"));
    }

    @Test
    void leavesTimeToClockAndTheEnvironmentToTheCommandLine() {
        assertThat(rules.ambient(fixture))
                .noneSatisfy(found -> assertThat(found).contains("permitted"))
                .noneSatisfy(found -> assertThat(found).contains("Watch.instant"))
                .noneSatisfy(found -> assertThat(found).contains("cli.Arguments"))
                .anySatisfy(found -> assertThat(found).contains("Watch.environment"));
    }

    @Test
    void findsInjectedAndChangingFields() {
        assertThat(rules.fields(fixture))
                .hasSize(2)
                .anySatisfy(found -> assertThat(found).contains("AbstractRule.evaluations"))
                .anySatisfy(found -> assertThat(found).contains("AbstractRule.sample"));
    }

    @Test
    void findsNamesThatHide() {
        assertThat(rules.names(fixture))
                .hasSize(2)
                .anySatisfy(found -> assertThat(found).contains("AbstractRule"))
                .anySatisfy(found -> assertThat(found).contains("PaymentService"));
    }

    @Test
    void findsPackagesThatAreNotNullMarked() {
        assertThat(rules.unmarked(fixture))
                .hasSizeGreaterThan(3)
                .noneSatisfy(found -> assertThat(found).contains("fixture.model "))
                .anySatisfy(found -> assertThat(found).contains("fixture.rule "));
    }
}
