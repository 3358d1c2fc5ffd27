package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final String TOCSIN = """
            rule_files: ["rules/*.rules.yml"]
            templates: ["words/*.tmpl"]
            receivers:
              - name: team
                webhook_configs: [{url_file: secrets/hook}]
            route: {receiver: team}
            """;

    private static final String RULES = """
            groups:
              - name: api
                rules:
                  - {record: "api:up", expr: "up"}
                  - {alert: ApiDown, expr: "api:up == 0"}
            """;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("tocsin.yml"), TOCSIN);
        Files.createDirectories(directory.resolve("rules"));
        Files.createDirectories(directory.resolve("words"));
        Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(directory.resolve("rules/api.rules.yml"), RULES);
        Files.writeString(directory.resolve("words/own.tmpl"), "{{ define \"own\" }}x{{ end }}");
        Files.writeString(directory.resolve("secrets/hook"), "http://127.0.0.1:1/hook");
    }

    @Test
    void whatIsExperimentalIsSwitchedOnByPrometheusNames() throws IOException {
        Files.writeString(
                directory.resolve("rules/api.rules.yml"), RULES.replace("expr: \"up\"", "expr: \"limitk(1, up)\""));
        assertThat(check().loaded())
                .isInstanceOf(Loaded.Refused.class)
                .asString()
                .contains("experimental");
        Files.writeString(file, TOCSIN + "features: [promql-experimental-functions]\n");
        assertThat(ready(check()).groups()).hasSize(1);
        Files.writeString(file, TOCSIN + "features: [promql-experimental]\n");
        assertThat(check().loaded())
                .isInstanceOf(Loaded.Refused.class)
                .asString()
                .contains("there is no feature promql-experimental; there are");
    }

    @Test
    void aRuleThatRecordsIsKnownToTurnsAsOneThatAlerts() {
        assertThat(ready(check()).plan().rules())
                .extracting(RuleKey::name)
                .containsExactlyInAnyOrder("api:up", "ApiDown");
    }

    @Test
    void everyFileOnWhichItDependsIsNamed_andWhereMoreMayCome() {
        assertThat(check().looked())
                .extracting(path -> directory.relativize(path).toString())
                .containsExactlyInAnyOrder(
                        "tocsin.yml", "rules", "rules/api.rules.yml", "words", "words/own.tmpl", "secrets/hook");
    }

    /** Else the file that is mended would not be looked at. */
    @Test
    void alsoWhenItDoesNotHold() throws IOException {
        Files.writeString(directory.resolve("rules/api.rules.yml"), RULES.replace("== 0", "== ("));
        Configuration.Check check = check();
        assertThat(check.loaded()).isInstanceOf(Loaded.Refused.class);
        assertThat(check.looked()).contains(directory.resolve("rules/api.rules.yml"));
    }

    @Test
    void anOverrideOfNoGroupIsASlip() throws IOException {
        Files.writeString(file, TOCSIN + "rule_groups: {apy: {evaluate: interval}}\n");
        assertThat(check().loaded())
                .asInstanceOf(type(Loaded.Ready.class))
                .extracting(Loaded.Ready::warnings)
                .asString()
                .contains("rule_groups.apy: no rule file has a group of this name");
    }

    @Test
    void whatTakesEffectAtAStartOnlyIsNamed() throws IOException {
        Configuration before = ready(check());
        Files.writeString(file, TOCSIN + "ledger: {path: elsewhere.db}\nseries: {retention: 2h}\n");
        assertThat(Restart.needed(before, ready(check())))
                .extracting(Fault::toString)
                .containsExactly(
                        file + ":1:1: warning: ledger.path: takes effect after a restart",
                        file + ":1:1: warning: ledger.spool: takes effect after a restart");
        assertThat(Restart.needed(before, before)).isEqualTo(List.of());
    }

    private Configuration.Check check() {
        Map<String, String> none = Map.of();
        return Configuration.check(file, name -> Optional.ofNullable(none.get(name)));
    }

    private static Configuration ready(Configuration.Check check) {
        return switch (check.loaded()) {
            case Loaded.Ready<Configuration>(Configuration configuration, List<Fault> warnings) -> configuration;
            case Loaded.Refused<Configuration>(List<Fault> faults) -> throw new AssertionError(faults);
        };
    }
}
