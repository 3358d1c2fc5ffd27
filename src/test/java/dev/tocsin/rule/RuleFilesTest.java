package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.promql.syntax.Features;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleFilesTest {
    @TempDir
    private Path directory;

    @Test
    void loadsWhatPatternsName() throws IOException {
        write("rules/b.rules.yml", "groups: [{name: b}]");
        write("rules/a.rules.yml", "groups: [{name: a}]");
        write("rules/notes.txt", "no rules");
        write("other/x/c.yml", "groups: [{name: c}]");
        Loaded<List<RuleFile>> loaded = RuleFiles.load(
                directory, List.of("rules/*.rules.yml", "rules/a.rules.yml", "other/?/c.yml"), standard());
        assertThat(((Loaded.Ready<List<RuleFile>>) loaded).value())
                .extracting(RuleFile::name)
                .containsExactly("rules/a.rules.yml", "rules/b.rules.yml", "other/x/c.yml");
    }

    @Test
    void tellsTheFaultsOfAllFiles() throws IOException {
        write("a.yml", "groups: [{name: a, rules: [{alert: A, expr: 'up +'}]}]");
        write("b.yml", "groups: {}");
        Files.write(directory.resolve("c.yml"), "groups: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Loaded<List<RuleFile>> loaded =
                RuleFiles.load(directory, List.of("*.yml", "none/*.yml", "missing.yml"), standard());
        assertThat(((Loaded.Refused<List<RuleFile>>) loaded).faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "none/*.yml:1:1: warning: no file matches",
                        "missing.yml:1:1: no such file",
                        "a.yml:1:50: groups[0].rules[0].expr: unexpected end of input",
                        "b.yml:1:9: groups: must be a list, not a mapping",
                        "c.yml:1:1: is not UTF-8 text");
    }

    @Test
    void overridesTheMomentOfEvaluation() throws IOException {
        write("a.yml", "groups: [{name: a}, {name: b, interval: 10s}]");
        RuleSettings settings = settings("""
                rule_files: [a.yml]
                global: {evaluation_interval: 15s, rule_query_offset: 5s}
                rule_groups:
                  b: {evaluate: interval}
                  c: {evaluate: arrival}
                """);
        Loaded<List<RuleFile>> loaded = RuleFiles.load(directory, settings.files(), settings.defaults());
        List<RuleFile> files = ((Loaded.Ready<List<RuleFile>>) loaded).value();
        assertThat(settings.unused(files)).containsExactly("c");
        assertThat(settings.groups(files, directory))
                .extracting(group -> group.pace().toString())
                .containsExactly(
                        "Pace[interval=PT15S, queryOffset=PT5S, onArrival=true]",
                        "Pace[interval=PT10S, queryOffset=PT5S, onArrival=false]");
    }

    @Test
    void bindsFilesToStores() throws IOException {
        write("a.yml", "groups: [{name: a}]");
        write("b.yml", "groups: [{name: b}]");
        RuleSettings settings = settings("""
                rule_files: [a.yml, {file: b.yml, datasource: mimir}]
                """);
        Loaded<List<RuleFile>> loaded = RuleFiles.load(directory, settings.files(), settings.defaults());
        assertThat(settings.groups(((Loaded.Ready<List<RuleFile>>) loaded).value(), directory))
                .extracting(group -> group.name() + " " + group.datasource() + " "
                        + group.pace().onArrival())
                .containsExactly("a Optional.empty true", "b Optional[mimir] false");
    }

    private static RuleSettings settings(String yaml) {
        Loaded<RuleSettings> loaded = Config.load(
                new Source("tocsin.yml", yaml, Path.of(".")),
                name -> Optional.empty(),
                in -> RuleSettings.read(in, Features.standard()));
        return ((Loaded.Ready<RuleSettings>) loaded).value();
    }

    private static RuleFile.Defaults standard() {
        return RuleFile.Defaults.standard();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
