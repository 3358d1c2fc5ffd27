package dev.tocsin.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LanguageTest {
    private static final Attributes PERSON = name -> switch (name) {
        case "Name" -> Optional.of("Ann");
        case "Phones" -> Optional.of(List.of("1", "2"));
        default -> Optional.empty();
    };

    private static final Map<String, Object> ROOT = Map.ofEntries(
            Map.entry("T", true),
            Map.entry("F", false),
            Map.entry("N", 42),
            Map.entry("X", 2.5),
            Map.entry("S", "xyz"),
            Map.entry("E", ""),
            Map.entry("L", List.of("a", "b", "c")),
            Map.entry("None", List.of()),
            Map.entry("M", Map.of("one", "1", "two", "2")),
            Map.entry("P", PERSON),
            Map.entry("Nested", List.of(List.of(1, 2), List.of(3))));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain => plain",
                "~~ => ~~",
                "a{{/* gone */}}b => ab",
                "a {{- /* gone */ -}} b => ab",
                "a {{- `x` -}} b => axb",
                "a {{-3}} b => a -3 b",
                "a {{- 3}} b => a3 b",
                "{{`raw \\n {{ }}`}} => raw \\n {{ }}",
                "{{\"q\\t\\u00e9\\x41\\\"\"}} => q\té" + "A\"",
                "{{'a'}} {{'\\n'}} => 97 10",
                "{{1}} {{-1}} {{+1}} {{0x1F}} {{0b11}} {{0o17}} {{1_000}} => 1 -1 1 31 3 15 1000",
                "{{1.5}} {{.5}} {{1e3}} {{1e6}} {{1e-7}} {{100000.0}} {{123456789.0}} => 1.5 0.5 1000 1e+06 1e-07"
                        + " 100000 1.23456789e+08",
                "{{true}} {{false}} => true false",
                "{{.N}} {{.X}} {{.S}} {{.T}} => 42 2.5 xyz true",
                "{{.P.Name}} {{index .P.Phones 1}} => Ann 2",
                "{{.L}} {{.M}} {{.None}} {{.Nested}} => [a b c] map[one:1 two:2] [] [[1 2] [3]]",
                "{{.M.one}} {{.M.gone}}| => 1 |",
                "{{.Gone}} => <no value>",
                "{{print nil}} {{printf \"%v\" nil}} => <nil> <nil>",
                "{{with $x := 5}}{{$x}}{{end}} => 5",
                "{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}} => 2",
                "{{$x := 1}}{{if true}}{{$x := 2}}{{end}}{{$x}} => 1",
                "{{$x := .P}}{{$x.Name}} => Ann",
                "{{if .T}}yes{{end}} => yes",
                "{{if .F}}yes{{else}}no{{end}} => no",
                "{{if .F}}1{{else if .E}}2{{else if .N}}3{{else}}4{{end}} => 3",
                "{{if .None}}y{{else}}n{{end}}{{if 0}}y{{else}}n{{end}}{{if 0.0}}y{{else}}n{{end}}{{if"
                        + " .P}}y{{else}}n{{end}} => nnny",
                "{{with .S}}{{.}}{{end}} => xyz",
                "{{with .E}}{{.}}{{else}}none{{end}} => none",
                "{{with .E}}{{.}}{{else with .S}}{{.}}{{else}}none{{end}} => xyz",
                "{{range .L}}{{.}}-{{end}} => a-b-c-",
                "{{range $i, $e := .L}}{{$i}}{{$e}} {{end}} => 0a 1b 2c ",
                "{{range $e := .L}}{{$e}}{{$.N}} {{end}} => a42 b42 c42 ",
                "{{range $k, $v := .M}}{{$k}}={{$v}};{{end}} => one=1;two=2;",
                "{{range .None}}x{{else}}empty{{end}} => empty",
                "{{range 3}}{{.}}{{end}} => 012",
                "{{range .L}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}} => ac",
                "{{range .L}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}} => a",
                "{{$last := ``}}{{range .L}}{{$last = .}}{{end}}{{$last}} => c",
                "{{range $i, $e := .Nested}}{{range $e}}{{$i}}{{.}} {{end}}{{end}} => 01 02 13 ",
                "{{define `x`}}[{{.}}]{{end}}{{template `x` .S}}{{template `x`}} => [xyz][<no value>]",
                "{{block `y` .N}}<{{.}}>{{end}}{{template `y` 1}} => <42><1>",
                "{{define `r`}}{{if .}}{{len .}}{{template `r` (slice . 1)}}{{end}}{{end}}{{template `r` .L}} => 321",
                "{{.S | printf `%s-%s` `a`}} => a-xyz",
                "{{(index .L 0) | len}} => 1",
                "{{(.P).Name}} => Ann",
                "{{len .L}} {{len .M}} {{len .S}} {{len `é`}} => 3 2 3 2",
                "{{index .L 2}} {{index .M `two`}} {{index .M `x`}}| {{index .Nested 0 1}} {{index .S 0}} => c 2 | 2"
                        + " 120",
                "{{slice .S 1}} {{slice .S 1 2}} {{slice .L 1 2}} {{slice .S}} => yz y [b] xyz",
                "{{and .T .S}} {{and .F .S}} {{or .F .S}} {{or .E .F}} {{not .T}} {{not .E}} => xyz false xyz false"
                        + " false true",
                "{{or .T (index .L 9)}}{{and .F (index .L 9)}} => truefalse",
                "{{.S | and .T}} => xyz",
                "{{eq 1 1}} {{eq 1 2 3 1}} {{eq `a` `b`}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 1.5 1.0}} {{ge `b`"
                        + " `a`}} => true true false true true true true true",
                "{{gt .X 2}} {{eq .N 42.0}} => true true",
                "{{print 1 2 `a` `b` 3 4}}|{{println 1 `a`}} => 1 2ab3 4|1 a⏎",
                "{{html `<a href=\"x\">&'</a>`}} => &lt;a href=&#34;x&#34;&gt;&amp;&#39;&lt;/a&gt;",
                "{{js `it's \"<x>\"`}} => it\\'s \\\"\\u003Cx\\u003E\\\"",
                "{{urlquery `a b&c=d/é*~`}} => a+b%26c%3Dd%2F%C3%A9%2A~",
                "{{ .N⏎ | printf⏎ `%d` }} => 42",
                "{{if and (eq .N 42) (or .F (gt .X 2.0))}}ok{{end}} => ok",
                "{{with $.P}}{{.Name}}{{$.S}}{{end}} => Annxyz",
                "{{$a := 1}}{{$b := $a}}{{$a}}{{$b}} => 11",
                "{{.}}{{range .L}}{{break}}{{end}}{{`}`}} => map[E: F:false L:[a b c] M:map[one:1 two:2] N:42"
                        + " Nested:[[1 2] [3]] None:[] P:P S:xyz T:true X:2.5]}",
            })
    void rendersAsGo(String text, String wanted) {
        String got = Renders.messages(text.replace('⏎', '\n'), ROOT).replaceAll("P:\\S*Lambda\\S*", "P:P");
        assertThat(got).isEqualTo(wanted.replace('⏎', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "{{ => t:1:1: unclosed action",
                "a⏎{{ .X  => t:2:1: unclosed action",
                "{{}} => t:1:3: missing value for command",
                "{{.X | }} => t:1:8: missing value for command",
                "{{if}}x{{end}} => t:1:5: missing value for if",
                "{{if .X}} => t:1:10: unexpected end of the template in if",
                "{{if .X}}{{else}}{{else}}{{end}} => t:1:20: unexpected else where {{end}} is expected",
                "{{end}} => t:1:3: unexpected end outside of any block",
                "{{else}} => t:1:3: unexpected else outside of any block",
                "{{nope .X}} => t:1:3: function \"nope\" not defined",
                "{{.X | nope}} => t:1:8: function \"nope\" not defined",
                "{{$x}} => t:1:3: undefined variable \"$x\"",
                "{{$x = 1}} => t:1:6: undefined variable \"$x\"",
                "{{if true}}{{$x := 1}}{{end}}{{$x}} => t:1:32: undefined variable \"$x\"",
                "{{break}} => t:1:3: {{break}} outside {{range}}",
                "{{\"abc}} => t:1:3: unterminated quoted string",
                "{{`abc}} => t:1:3: unterminated raw quoted string",
                "{{'ab'}} => t:1:3: malformed character constant",
                "{{\"\\z\"}} => t:1:3: unknown escape \\z in a string",
                "{{/* a => t:1:1: unclosed comment",
                "{{/* a */ .X}} => t:1:10: a comment must end right before }}",
                "{{(.X}} => t:1:6: unexpected }} in parenthesized pipeline",
                "{{.X)}} => t:1:5: unexpected ) in command",
                "{{1 | 2}} => t:1:7: a constant cannot take the value of the pipeline",
                "{{nil}} => t:1:3: nil is not a command",
                "{{call 1}} => t:1:3: error calling call: non-function of type int",
                "{{0x}} => t:1:3: bad number: 0x",
                "{{99999999999999999999}} => t:1:3: bad number: 99999999999999999999",
                "{{range $a, $b, $c := .X}}{{end}} => t:1:15: unexpected , where := is expected",
                "{{template .X}} => t:1:12: unexpected .X in template",
                "{{define `a`}}{{end}}{{define `a`}}{{end}} => t:1:24: template \"a\" is defined twice",
                "{{if true}}{{define `a`}}{{end}}{{end}} => t:1:14: {{define}} inside another block",
                "{{range .X}}{{define `a`}}{{end}}{{end}} => t:1:15: {{define}} inside another block",
                "{{.X % 2}} => t:1:6: unexpected character \"%\"",
                "{{ .S.Name }} => t:1:4: can't evaluate field Name in type string",
                "é{{ .P.Nope }} => t:1:5: can't evaluate field Nope in type struct",
                "{{ index .L 3 }} => t:1:4: error calling index: index out of range: 3",
                "{{ index .L `a` }} => t:1:4: error calling index: wrong type of argument 2 for index: expected an"
                        + " int, got string",
                "{{ len 3 }} => t:1:4: error calling len: len of type int",
                "{{ eq 1 `a` }} => t:1:4: error calling eq: incompatible types for comparison",
                "{{ lt true false }} => t:1:4: error calling lt: invalid type for comparison",
                "{{ toUpper 1 }} => t:1:4: error calling toUpper: wrong type of argument 1 for toUpper: expected a"
                        + " string, got int",
                "{{ toUpper }} => t:1:4: wrong number of args for toUpper: want 1 got 0",
                "{{ .S 1 }} => t:1:4: S is not a method but has arguments",
                "{{ 1 2 }} => t:1:4: can't give argument to non-function",
                "{{ template `gone` }} => t:1:4: template \"gone\" not defined",
                "{{ range .S }}{{end}} => t:1:10: range can't iterate over xyz",
                "{{ match `(` .S }} => t:1:4: error calling match: bad regular expression",
                "{{define `in`}}⏎{{ .Nope.X.Y }}{{ .S.T }}{{end}}⏎{{ template `in` . }} => t:2:19: can't evaluate"
                        + " field T in type string",
            })
    void placesFaults(String text, String wanted) {
        assertThat(Renders.messages(text.replace('⏎', '\n'), ROOT)).startsWith(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{{define `a`}}{{template `a` .}}{{end}}{{template `a`}} => nested more than 200 deep",
                "{{range 1000}}{{range 1000}}{{range 1000}}{{end}}{{end}}{{end}} => gave up after 1000000 steps",
                "{{range 9999999}}{{end}} => gave up after 1000000 steps",
                "{{range 1000}}{{printf `%10000d` 1}}{{end}} => the text is longer than 1048576 characters",
                "{{$x := `aaaaaaaaaa`}}{{range 100}}{{$x = printf `%s%s` $x $x}}{{end}} => a value is longer than",
                "{{$x := stringSlice `a`}}{{range 100000}}{{$x = append $x `a`}}{{end}} => gave up after 1000000 steps",
                "{{$x := list}}{{range 100}}{{$x = list $x}}{{end}}{{$x}} => a value is nested more than 50 deep",
                "{{reReplaceAll `` (printf `%9999d` 1) (printf `%9999d` 1)}} => the result is too long",
            })
    void boundsAPoisonTemplate(String text, String wanted) {
        assertThat(Renders.messages(text, ROOT)).contains(wanted);
    }

    @Test
    void boundsNesting() {
        assertThat(Renders.messages("{{" + "(".repeat(100_000) + "}}", ROOT)).contains("nested more than 100 deep");
        assertThat(Renders.messages("{{if true}}".repeat(100_000), ROOT)).contains("nested more than 100 deep");
        assertThat(Renders.messages("{{if true}}".repeat(40) + "x" + "{{end}}".repeat(40), ROOT))
                .isEqualTo("x");
    }

    @Test
    void librariesDefineForOthers() {
        Library library = ready(Library.empty(Dialect.MESSAGES)
                .with("a.tmpl", "{{ define \"title\" }}{{ .S }}!{{ end }}{{ define \"bad\" }}\n{{ .S.X }}{{ end }}"));
        Library later = ready(library.with("b.tmpl", "{{ define \"title\" }}{{ .S }}?{{ end }}"));
        World world = World.of(Renders.NOW, "");
        assertThat(Renders.text(ready(library.template("t", "{{ template \"title\" . }}"))
                        .render(ROOT, world)))
                .isEqualTo("xyz!");
        assertThat(Renders.text(
                        ready(later.template("t", "{{ template \"title\" . }}")).render(ROOT, world)))
                .isEqualTo("xyz?");
        assertThat(Renders.text(ready(later.template("t", "\n\n{{ template \"bad\" . }}"))
                        .render(ROOT, world)))
                .isEqualTo("a.tmpl:2:4: can't evaluate field X in type string");
        assertThat(ready(later.template("t", "{{ if .S }}{{ template \"gone\" }}{{ end }}"))
                        .undefined())
                .containsExactly("gone");
    }

    private static <T> T ready(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Ready<T> ready -> ready.value();
            case Parsed.Broken<T> broken -> throw new AssertionError(broken.fault());
        };
    }
}
