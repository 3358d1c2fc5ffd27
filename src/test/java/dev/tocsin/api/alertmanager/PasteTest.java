package dev.tocsin.api.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.Configuration;
import dev.tocsin.app.Settings;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.model.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in an {@code alertmanager.yml} can stand in {@code tocsin.yml}, and means the same; what we print of it does too. */
final class PasteTest {
    private static final Path FILES = Path.of("src/test/resources/alertmanager");

    /** File and labels. */
    private static final List<String> ALERTS = List.of(
            "cluster alertname=Watchdog",
            "cluster alertname=InfoInhibitor severity=critical",
            "cluster alertname=A severity=critical namespace=n",
            "cluster severity=warning",
            "teams service=foo1",
            "teams service=foo11",
            "teams service=baz severity=critical",
            "teams service=files severity=critical",
            "teams service=database owner=team-X",
            "teams service=database owner=team-Y severity=critical",
            "teams alertname=A",
            "hooks alertname=Watchdog",
            "hooks alertname=A severity=critical namespace=kube-system",
            "hooks alertname=A severity=page namespace=shop",
            "hooks alertname=A severity=critical team=night service=s",
            "hooks alertname=A severity=critical team=night",
            "calendar site=berlin",
            "calendar site=newark department=books",
            "calendar alertname=A",
            "calendar site=paris",
            "deep alertname=A",
            "deep env=prod cluster=eu-1 team=database severity=critical",
            "deep env=prod cluster=eu-1 team=database severity=low",
            "deep env=prod cluster=eu-1",
            "deep env=prod cluster=us-1",
            "deep env=prod cluster=us-test",
            "deep env=staging severity=high",
            "deep env=staging severity=low",
            "deep path=C:\\x",
            "bare a=b",
            "older alertname=A",
            "older note=two_words",
            "older path=C:\\dir\\x",
            "older q=a=b p=x",
            "older q=a=b p=a=b",
            "older period='long'",
            "older period=long",
            "older team=a_b zone=eu-1",
            "older service=shop",
            "older service=cart",
            "older service=shopping");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> goesTheSameWays() {
        Amtool amtool = Amtool.in(directory);
        return ALERTS.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    // A blank within a value is written as _.
                    String[] words = line.split(" ");
                    Arrays.setAll(words, at -> words[at].replace('_', ' '));
                    Path file = FILES.resolve(words[0] + ".yml").toAbsolutePath();
                    Settings settings = settings(file);
                    Path printed = Files.writeString(directory.resolve("printed.yml"), Rendering.of(settings));
                    String ours = settings.telling().routes().match(labels(words)).stream()
                            .map(route -> route.target().receiver())
                            .collect(Collectors.joining(","));
                    assertThat(receivers(amtool, file, words))
                            .as("as it is pasted")
                            .isEqualTo(ours);
                    assertThat(receivers(amtool, printed, words))
                            .as("as we print it")
                            .isEqualTo(ours);
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "teams", "hooks", "calendar", "deep", "bare", "older"})
    void whatWePrintHoldsForAlertmanagerAndForUs(String name) throws IOException, InterruptedException {
        Amtool amtool = Amtool.in(directory);
        Path file = FILES.resolve(name + ".yml").toAbsolutePath();
        assertThat(amtool.say("check-config", file.toString()))
                .extracting(Amtool.Said::code)
                .isEqualTo(0);
        Settings settings = settings(file);
        String text = Rendering.of(settings);
        assertThat(text).doesNotContain("secret/", "password\n", "0123456789abcdef", "user:pass", "services/T0");
        Path printed = Files.writeString(directory.resolve("printed.yml"), text);
        Amtool.Said said = amtool.say("check-config", printed.toString());
        assertThat(said.code()).as("%s%n%s", text, said.text()).isZero();

        // A secret cannot be read again; all the rest is the same once more.
        String readable = text.replace("<secret>", "http://a.example/");
        Settings again = settings(Files.writeString(directory.resolve("again.yml"), readable));
        assertThat(again.telling().routes()).isEqualTo(settings.telling().routes());
        assertThat(again.telling().mutes().inhibitions())
                .isEqualTo(settings.telling().mutes().inhibitions());
        assertThat(again.telling().receivers().names())
                .isEqualTo(settings.telling().receivers().names());
    }

    @Test
    void whatCameLaterLoadsToo() {
        Settings settings = settings(FILES.resolve("newer/utf8.yml"));
        Labels labels = Labels.of("service.name", "shop", "größe", "riesig");
        assertThat(settings.telling().routes().match(labels))
                .extracting(route -> route.target().receiver())
                .containsExactly("chat");
        Labels other = Labels.of("in stock", "no", "severity", "critical", "emoji", "🔥");
        assertThat(settings.telling().routes().match(other))
                .extracting(route -> route.id())
                .containsExactly("0/1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        calendar | office-berlin   | 2026-03-27T08:00:00Z | true
        calendar | office-berlin   | 2026-03-27T11:45:00Z | false
        calendar | office-berlin   | 2026-03-30T07:00:00Z | true
        calendar | office-berlin   | 2026-03-30T06:59:59Z | false
        calendar | office-berlin   | 2026-03-28T09:00:00Z | false
        calendar | office-new-york | 2026-11-03T15:00:00Z | false
        calendar | office-new-york | 2026-11-05T04:30:00Z | true
        calendar | nights          | 2026-11-05T22:00:00Z | true
        calendar | nights          | 2026-11-05T06:00:00Z | false
        calendar | ends-of-months  | 2026-03-29T12:00:00Z | true
        calendar | ends-of-months  | 2026-03-28T12:00:00Z | false
        calendar | ends-of-months  | 2026-06-28T00:00:00Z | true
        calendar | ends-of-months  | 2026-07-31T00:00:00Z | false
        calendar | ends-of-months  | 2026-10-15T23:59:59Z | true
        calendar | holidays        | 2026-12-26T01:00:00Z | true
        calendar | holidays        | 2031-01-01T01:00:00Z | false
        """)
    void timesMeanTheSame(String file, String name, Instant at, boolean within) {
        Settings settings = settings(FILES.resolve(file + ".yml"));
        assertThat(java.util.Objects.requireNonNull(
                                settings.telling().mutes().intervals().get(name))
                        .test(at))
                .isEqualTo(within);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opsgenie",
                "victorops",
                "pushover",
                "sns",
                "telegram",
                "webex",
                "discord",
                "msteams",
                "msteamsv2",
                "wechat",
                "jira",
                "rocketchat"
            })
    void aKindThatWeDoNotHaveIsOneFault(String kind) throws IOException {
        Path file = Files.writeString(directory.resolve("t.yml"), """
            route: {receiver: a}
            receivers:
              - name: a
                %s_configs:
                  - {api_key: x, to: y, chat_id: 5, sigv4: {region: z}}
            """.formatted(kind));
        assertThat(faults(file))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString())
                        .contains("receivers[0]." + kind + "_configs: there is no channel called " + kind
                                + "; there are: ")
                        .contains("pagerduty_configs", "slack_configs", "email_configs", "webhook_configs"));
    }

    private static String receivers(Amtool amtool, Path file, String... words)
            throws IOException, InterruptedException {
        List<String> said = new java.util.ArrayList<>(List.of("config", "routes", "test", "--config.file=" + file));
        said.addAll(List.of(words).subList(1, words.length));
        // It warns that the file goes before an address that we did not give.
        return amtool.say(said.toArray(String[]::new))
                .text()
                .lines()
                .filter(line -> !line.startsWith("Warning:"))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static Labels labels(String... words) {
        Map<String, String> labels = new TreeMap<>();
        for (String word : List.of(words).subList(1, words.length)) {
            int equals = word.indexOf('=');
            labels.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return Labels.of(labels);
    }

    private static Settings settings(Path file) {
        return switch (Configuration.check(file, name -> Optional.empty()).loaded()) {
            case Loaded.Ready<Configuration>(Configuration configuration, var warnings) -> configuration.settings();
            case Loaded.Refused<Configuration>(List<Fault> faults) -> throw new AssertionError(faults.toString());
        };
    }

    private static List<Fault> faults(Path file) {
        return switch (Configuration.check(file, name -> Optional.empty()).loaded()) {
            case Loaded.Ready<Configuration> ready -> List.of();
            case Loaded.Refused<Configuration>(List<Fault> faults) -> faults;
        };
    }
}
