package dev.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigTest {
    private static final Map<String, String> VARIABLES =
            Map.of("TOKEN", "s3cret", "HOST", "db.internal", "EMPTY", "", "URL", "https://hooks.example.com/T0/abc");

    @TempDir
    private Path directory;

    private enum Mode {
        FAST,
        VERY_SLOW
    }

    private record Slack(URI webhook, Secret token, Duration timeout) {
        static Slack read(Fields in) {
            return new Slack(in.uri("webhook"), in.secret("token"), in.duration("timeout", Duration.ofSeconds(10)));
        }
    }

    private record Receiver(String name, Optional<Slack> slack) {
        static Receiver read(Fields in) {
            return new Receiver(in.text("name"), in.optional("slack", Slack::read));
        }
    }

    @Test
    void readsWhatIsRight() {
        List<Receiver> receivers = value("""
                receivers:
                  - name: team
                    slack: {webhook: 'https://${HOST}/x', token: "${TOKEN}", timeout: 1m30s}
                  - name: 5
                """, in -> in.list("receivers", Receiver::read));
        assertThat(receivers)
                .containsExactly(
                        new Receiver(
                                "team",
                                Optional.of(new Slack(
                                        URI.create("https://db.internal/x"),
                                        Secret.of("s3cret"),
                                        Duration.ofSeconds(90)))),
                        new Receiver("5", Optional.empty()));
        assertThat(receivers.toString()).doesNotContain("s3cret").contains("<secret>");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThat(faults("""
                receivers:
                  - name: team
                    slack:
                      webhook: hooks.example.com
                      token: ${NOPE}
                      timout: 5s
                  - slack:
                      timeout: [1]
                  - oops
                recievers: []
                """, in -> in.list("receivers", Receiver::read))).isEqualTo("""
                tocsin.yml:4:16: receivers[0].slack.webhook: must be an absolute URL, such as https://example.com/path
                tocsin.yml:5:14: receivers[0].slack.token: environment variable NOPE is not set
                tocsin.yml:6:7: receivers[0].slack.timout: unknown key; did you mean "timeout"?
                tocsin.yml:7:5: receivers[1].name: is required
                tocsin.yml:7:5: receivers[1].slack.webhook: is required
                tocsin.yml:7:5: receivers[1].slack.token: is required
                tocsin.yml:8:16: receivers[1].slack.timeout: must be a text, not a list
                tocsin.yml:9:5: receivers[2]: must be a mapping, not a text
                tocsin.yml:10:1: recievers: unknown key""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\na: 2|2:1: a: is given twice; first at line 1",
                "a:\\n\\t- b|2:1: a tab cannot indent YAML; use spaces",
                "a: [1,\\nb: 2|2:5: is not YAML: expected ',' or ']'",
                "a: b: c|1:5: a second",
                "a: \"abc|1:8: a quote is never closed",
                "a: *x|1:4: is not YAML: found undefined alias x",
                "a: &a [*a]|1:1: aliases unfold to more than",
                "- a|1:1: the file must be a mapping of keys to values, not a list",
                "hello|1:1: the file must be a mapping of keys to values, not a text",
                "a: 1\\n---\\nb: 2|2:1: only one YAML document a file; what follows",
                "a: 1\\nb: BEL|2:4: character U+0007 is not allowed in YAML",
                "'%YAML 3.0\\n---\\na: b'|1:1: is not YAML",
                "a: !foo 5|1:4: the YAML tag !foo means nothing here; remove it",
                "? [a]\\n: b|1:3: a key must be a text",
                "a: {{ $value }}|1:5: a key must be a text; a value that starts with { must be quoted",
                "a: @b|1:4: a value cannot start with @; quote it",
                "a: *|1:5: is not YAML: unexpected character found",
                "a:\\n  - b\\n c: 1|3:2: is not YAML: expected <block end>",
                "a: 1\\r\\nb: [\\r\\n|3:1: is not YAML: expected the node content",
                "<<: 5|1:6: is not YAML: Expected mapping node",
            })
    void placesBrokenYaml(String yaml, String fault) {
        assertThat(faults(
                        yaml.replace("\\n", "\n")
                                .replace("\\r", "\r")
                                .replace("BEL", "\u0007")
                                .replace("\\t", "\t"),
                        in -> in.has("a")))
                .startsWith("tocsin.yml:" + fault);
    }

    @Test
    void boundsDepthAndAliases() {
        assertThat(faults("a: " + "[".repeat(100_000), in -> in.has("a"))).contains("nested more than 100 deep");
        String laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
                + java.util.stream.IntStream.range(1, 12)
                        .mapToObj(n -> "a%d: &a%d [%s]\n".formatted(n, n, ("*a" + (n - 1) + ",").repeat(10)))
                        .collect(Collectors.joining());
        assertThat(faults(laughs, Fields::keys)).contains("aliases unfold to more than 1000000 parts");
    }

    @Test
    void aFileThatDoesNotFitIntoTheHeapIsRefusedBeforeItIsRead() {
        long small = 32L << 20;
        assertThat(Yaml.tooLarge(100_000, small)).isEmpty();
        assertThat(Yaml.tooLarge(1_168_055, small))
                .hasValue(
                        "has 1168055 characters, too many to read in a heap of 32 MB: give it -Xmx112m, or write more files that are smaller");
        assertThat(Yaml.tooLarge(1_168_055, 112L << 20)).isEmpty();
        assertThat(Yaml.tooLarge(20_000_000, 1L << 40)).hasValue("has 20000000 characters; at most 16777216 are read");
    }

    @Test
    void mergesAndAliases() {
        String yaml = """
                base: &base {interval: 30s, labels: {team: core}}
                web:
                  <<: *base
                  interval: 10s
                api: *base
                """;
        Function<Fields, String> read = in -> in.duration("interval") + " " + in.textMap("labels");
        assertThat(text(yaml, in -> in.one("base", read) + in.one("web", read) + in.one("api", read)))
                .isEqualTo("PT30S {team=core}PT10S {team=core}PT30S {team=core}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "whole|x: 12|12",
                "whole|x: -3|-3",
                "whole|x: 0x1F|31",
                "whole|x: 1.5|x: must be a whole number, not the number 1.5",
                "whole|x: '12'|x: must be a whole number, not the text \"12\"",
                "whole|x: 99999999999999999999|x: does not fit into 64 bits",
                "whole|y: 1|x: is required",
                "whole|x:|x: is required, but empty",
                "number|x: 2|2.0",
                "number|x: 1e3|1000.0",
                "number|x: .inf|Infinity",
                "number|x: -.INF|-Infinity",
                "number|x: .nan|NaN",
                "number|x: much|x: must be a number, not the text \"much\"",
                "flag|x: true|true",
                "flag|x: off|false",
                "flag|x: 'true'|x: must be true or false, not the text \"true\"",
                "flag|x: 1|x: must be true or false, not the number 1",
                "duration|x: 1m|PT1M",
                "duration|x: 0|PT0S",
                "duration|x: 15|x: 15 has no unit; write 15s",
                "choice|x: very-slow|VERY_SLOW",
                "choice|x: very_slow|VERY_SLOW",
                "choice|x: fsat|x: must be one of fast, very-slow, not \"fsat\"; did you mean \"fast\"?",
                "uri|x: https://user:hunter2@a b/|x: must be an absolute URL: illegal character in authority at character",
                "uri|x: localhost:8080|x: must be an absolute URL, such as",
                "uri|x: /path|x: must be an absolute URL, such as",
                "uri|x: https://|x: must be an absolute URL: expected authority",
                "uri|x: '${URL}'|https://hooks.example.com/T0/abc",
                "uri|x: 'https://my_app:1/${HOST}'|https://my_app:1/db.internal",
                "uri|x: '${no-name}'|x: ${no-name} does not name an environment variable",
                "address|x: '${HOST}:5432'|db.internal:5432",
                "address|x: 'a$${HOST}$b'|a${HOST}$b",
                "secret|x: '${TOKEN}'|<secret>",
                "secret|x: '${EMPTY}'|x: the secret is empty",
                "secret|x: [a]|x: must be a text, not a list",
                "secret|x: {}|x.file: is required",
                "secret|x: {file: nowhere}|nowhere: no such file",
                "secret|x: {file: .}|: not readable",
                "texts|x: [a, 5, 'b']|[a, 5, b]",
                "texts|x: a|x: must be a list, not a text",
                "texts|x: [a, [b]]|x[1]: must be a text, not a list",
                "textMap|x: {b: 1, a: }|{b=1, a=}",
                "textMap|x: {a.b: [1]}|x[\"a.b\"]: must be a text, not a list",
                "one|x: {name: n}|n",
                "one|y: 1|x.name: is required",
                "one|x: 5|x: must be a mapping, not the number 5",
                "map|x: {b: {name: 1}, a: {name: 2}}|{b=b1, a=a2}",
                "map|x: {b: }|x.b.name: is required",
                "parsed|x: aa|2",
                "parsed|x: ''|x: must not be empty",
                "text|x: [|is not YAML",
            })
    void readsEachKind(String kind, String yaml, String wanted) {
        Loaded<Object> loaded = load(yaml, in -> read(kind, in));
        String got = switch (loaded) {
            case Loaded.Ready<Object> ready -> String.valueOf(ready.value());
            case Loaded.Refused<Object> refused -> refused.faults().getFirst().toString();
        };
        assertThat(got).contains(wanted);
        assertThat(loaded.toString()).doesNotContain("s3cret").doesNotContain("hunter2");
    }

    private static Object read(String kind, Fields in) {
        in.has("y");
        return switch (kind) {
            case "whole" -> in.whole("x");
            case "number" -> in.number("x");
            case "flag" -> in.flag("x", false);
            case "duration" -> in.duration("x");
            case "choice" -> in.choice("x", Mode.class, Mode.FAST);
            case "uri" -> in.uri("x");
            case "address" -> in.address("x");
            case "secret" -> in.secret("x");
            case "texts" -> in.texts("x");
            case "textMap" -> in.textMap("x");
            case "one" -> in.one("x", item -> item.text("name"));
            case "map" -> in.map("x", (name, item) -> name + item.text("name"));
            case "parsed" -> in.requiredParsed("x", ConfigTest::length, 0);
            default -> in.text("x");
        };
    }

    private static int length(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text.length();
    }

    @Test
    void readsSecretsFromFiles() throws IOException {
        Files.writeString(directory.resolve("token"), "s3cret\n");
        assertThat(text("x: {file: token}", in -> in.secret("x").reveal())).isEqualTo("s3cret");
        assertThat(faults("x: {file: token, mode: 1}", in -> in.secret("x"))).contains("x.mode: unknown key");
    }

    @Test
    void warnsOfLiteralSecretsAndOfReferencesThatStay() {
        Loaded<String> loaded = load("a: hunter2\nb: ${HOST}", in -> in.secret("a") + in.text("b"));
        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Ready.class,
                        ready -> assertThat(ready.warnings())
                                .hasToString(
                                        "[tocsin.yml:1:4: warning: a: a secret should not stand in the file; write ${NAME} or {file: path},"
                                                + " tocsin.yml:2:4: warning: b: environment variables are not expanded in this field]"));
    }

    @Test
    void anEmptyFileIsAnEmptyMapping() {
        assertThat(text("", in -> in.text("a", "none"))).isEqualTo("none");
        assertThat(text("# nothing\n", in -> in.text("a", "none"))).isEqualTo("none");
        assertThat(faults("", in -> in.text("a"))).isEqualTo("tocsin.yml:1:1: a: is required");
    }

    @Test
    void askingTwiceTellsAFaultOnceAndJoinsWhatWasAsked() {
        assertThat(faults(
                        "a: {b: 1, c: x, d: 2}",
                        in -> in.optional("a", a -> a.text("b"))
                                .map(b -> in.one("a", a -> a.whole("c")) + in.one("a", a -> a.whole("c")))))
                .isEqualTo("""
                tocsin.yml:1:14: a.c: must be a whole number, not the text "x"
                tocsin.yml:1:17: a.d: unknown key""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x: sum(up)|1|5|1:8",
                "x: 'a''b c'|1|5|1:10",
                "x: \"a\\\"b c\"|1|5|1:10",
                "x: \"a\\nb c\"|2|3|1:10",
                "'x: |\n  sum(\n    up\n  )'|2|3|3:5",
                "'x: |\n  sum(\n    up\n  )'|2|1|2:7",
                "'x: |2- # why\n\n    sum(\n    up)'|2|7|3:9",
                "'x: |2- # why\n\n    sum(\n    up)'|3|3|4:5",
                "'x: >-\n  sum(\n  up\n  )'|1|6|3:3",
                "'x: sum(\n  up)'|1|6|2:3",
                "x: sum(up)|1|99|1:11",
                "x: ''|1|1|1:5",
                "'x: |\n  é up'|1|3|2:5",
            })
    void findsPlacesInsideTexts(String yaml, int line, int column, String wanted) {
        assertThat(text(yaml, in -> in.place("x", line, column).toString())).isEqualTo("tocsin.yml:" + wanted);
    }

    private String text(String yaml, Function<Fields, String> read) {
        return value(yaml, read);
    }

    private <T> T value(String yaml, Function<Fields, T> read) {
        return switch (load(yaml, read)) {
            case Loaded.Ready<T> ready -> ready.value();
            case Loaded.Refused<T> refused -> throw new AssertionError(refused.faults());
        };
    }

    private <T> String faults(String yaml, Function<Fields, T> read) {
        return switch (load(yaml, read)) {
            case Loaded.Ready<T> ready -> "ready: " + ready.value();
            case Loaded.Refused<T> refused ->
                refused.faults().stream().map(Fault::toString).collect(Collectors.joining("\n"));
        };
    }

    private <T> Loaded<T> load(String yaml, Function<Fields, T> read) {
        return Config.load(
                new Source("tocsin.yml", yaml, directory), name -> Optional.ofNullable(VARIABLES.get(name)), read);
    }
}
