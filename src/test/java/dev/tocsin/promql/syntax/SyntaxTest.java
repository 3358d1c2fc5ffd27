package dev.tocsin.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
    private static Expr parse(String text) {
        return switch (Syntax.parse(text, Features.ofSuite())) {
            case Parsed.Good good -> good.expr();
            case Parsed.Bad bad -> throw new AssertionError(text + ": " + bad.fault());
        };
    }

    private static ParseFault fault(String text, Features features) {
        return switch (Syntax.parse(text, features)) {
            case Parsed.Good good -> throw new AssertionError(text + " is good: " + good.expr());
            case Parsed.Bad bad -> bad.fault();
        };
    }

    /** What is written, and how it is printed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 + 2 * 3 ^ 4 | 1 + 2 * 3 ^ 4",
                "0x1F | 31",
                "017 | 15",
                "1e3 | 1000",
                ".5 | 0.5",
                "inF | +Inf",
                "-1 | -1",
                "- x | -x",
                "1h30m | 1h30m",
                "x{} | x",
                "x{b='1',a!=\"2\",c=~`d.*`,e!~'f'} | x{a!=\"2\",b=\"1\",c=~\"d.*\",e!~\"f\"}",
                "{__name__=\"x\",a=\"1\"} | {__name__=\"x\",a=\"1\"}",
                "{\"my.metric\", \"the label\"=\"1\"} | {\"my.metric\",\"the label\"=\"1\"}",
                "SUM(x) BY (a, \"b c\") | sum by (a, \"b c\") (x)",
                "sum without() (x) | sum without () (x)",
                "topk(3,x) | topk(3, x)",
                "x[90s] offset -1h | x[1m30s] offset -1h",
                "x @ 1.5 offset 5m | x @ 1.500 offset 5m",
                "x offset 5m @ end() | x @ end() offset 5m",
                "x[5m:] | x[5m:]",
                "rate(x[5m])[1h:30s] @ start() | rate(x[5m])[1h:30s] @ start()",
                "a * on(x) group_left(y) b | a * on (x) group_left (y) b",
                "a * ignoring(x) group_right b | a * ignoring (x) group_right () b",
                "a == bool b | a == bool b",
                "a + fill(0) b | a + fill (0) b",
                "a + on(x) fill_left(-Inf) fill_right(2) b | a + on (x) fill_left (-Inf) fill_right (2) b",
                "fill + fill | fill + fill",
                "rate(x[step()*2+1m] smoothed) | rate(x[step() * 2 + 1m] smoothed)",
                "x offset (2^2) | x offset (2 ^ 2)",
                "min_of(1, 2) | min_of(1, 2)",
                "h </ 2 | h </ 2",
                "x offset 1m smoothed @ 5 | x @ 5.000 smoothed offset 1m",
                "rate(x[5m] @ 5 offset 1m anchored) | rate(x[5m] anchored @ 5.000 offset 1m)",
                "1_000_000 | 1000000",
                ".123_456 | 0.123456",
                "0x_ff_00 | 65280",
                "1_0.5_5e1_0 | 105500000000",
                "x[1_0] | x[10s]",
                "a and b or c unless d | a and b or c unless d",
                "vector(1) # a comment | vector(1)",
                "'\\u00e9\\x41\\101' | \"éAA\"",
            })
    void printsCanonically(String written, String printed) {
        assertThat(parse(written)).hasToString(printed);
        assertThat(parse(printed)).as("printed again").hasToString(printed);
    }

    @Test
    void aCommentEndsWithItsLineHoweverLinesEnd() {
        assertThat(parse("a # one\r+ b # two\r\n+ c # three\n+ d")).hasToString("a + b + c + d");
    }

    @ParameterizedTest
    @CsvSource({
        "-2 ^ 2, '-(2 ^ 2)'",
        "2 ^ 3 ^ 2, '2 ^ (3 ^ 2)'",
        "a + b - c, '(a + b) - c'",
        "a or b and c, 'a or (b and c)'",
        "a == b + c, 'a == (b + c)'",
        "-a * b, '(-a) * b'",
        "a % b atan2 c, '(a % b) atan2 c'",
        "x offset 1m + 2, '(x offset 1m) + 2'",
    })
    void bindsAsPrometheusDoes(String text, String grouped) {
        assertThat(shape(parse(text))).isEqualTo(shape(parse(grouped)));
    }

    /** With all that is implied put in parentheses. */
    private static String shape(Expr expr) {
        return switch (expr) {
            case Expr.Paren paren -> shape(paren.inner());
            case Expr.Binary binary ->
                "(" + shape(binary.left()) + " " + binary.op().sign() + " " + shape(binary.right()) + ")";
            case Expr.Unary unary -> "(-" + shape(unary.inner()) + ")";
            default -> expr.toString();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | 1:1: parse error: no expression found in input",
                "1 + | 1:4: parse error: unexpected end of input",
                "(1 | 1:3: parse error: unclosed left parenthesis",
                "1) | 1:3: parse error: unexpected right parenthesis ')'",
                "a{b=\"1\" | 1:8: parse error: unexpected end of input inside braces",
                "a{b} | 1:4: parse error: unexpected \"}\" in label matching, expected label matching operator",
                "\"open | 1:1: parse error: unterminated quoted string",
                "{} | 1:1: parse error: vector selector must contain at least one non-empty matcher",
                "{a=~\".*\"} | 1:1: parse error: vector selector must contain at least one non-empty matcher",
                "foo(1) | 1:1: parse error: unknown function with name \"foo\"",
                "rate(x) | 1:6: parse error: expected type range vector in call to function \"rate\", got instant"
                        + " vector",
                "abs() | 1:1: parse error: expected 1 argument(s) in call to \"abs\", got 0",
                "round(x, 1, 2) | 1:1: parse error: expected at most 2 argument(s) in call to \"round\", got 3",
                "1 == 2 | 1:3: parse error: comparisons between scalars must use BOOL modifier",
                "a + bool b | 1:3: parse error: bool modifier can only be used on comparison operators",
                "1 and a | 1:1: parse error: set operator \"and\" not allowed in binary scalar expression",
                "a and on(x) group_left b | 1:1: parse error: no grouping allowed for \"and\" operation",
                "a[5m] + 1 | 1:1: parse error: binary expression must contain only scalar and instant vector types",
                "a[0] | 1:3: parse error: duration must be greater than 0",
                "a offset 1m[5m] | 1:12: parse error: no offset modifiers allowed before range",
                "a offset 1m offset 2m | 1:1: parse error: offset may not be set multiple times",
                "sum(x)[5m] | 1:7: parse error: ranges only allowed for vector selectors",
                "x{__name__=\"y\"} | 1:1: parse error: metric name must not be set twice: \"x\" or \"y\"",
                "sum(1) | 1:5: parse error: expected type instant vector in aggregation expression, got scalar",
                "topk(x) | 1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2,"
                        + " got 1",
                "1d1y | 1:1: parse error: bad number or duration syntax: \"1d1\"",
                "5x | 1:1: parse error: bad number or duration syntax: \"5\"",
                "1.2.3 | 1:1: parse error: bad number or duration syntax: \"1.2.\"",
                "1__0 | 1:1: parse error: bad number or duration syntax: \"1__\"",
                "1e400 | 1:1: parse error: error parsing number: strconv.ParseFloat: parsing \"1e400\": value out of"
                        + " range",
                "0x | 1:1: parse error: error parsing number: strconv.ParseFloat: parsing \"0x\": invalid syntax",
                "1m1h | 1:1: parse error: not a valid duration string: \"1m1h\"",
                "x[999999y] | 1:3: parse error: duration out of range",
                "x[ | 1:3: parse error: unexpected end of input in duration expression",
                "x[5m | 1:5: parse error: unclosed left bracket",
                "x[] | 1:3: parse error: unexpected \"]\" in subquery or range selector, expected number, duration,"
                        + " step(), or range()",
                "x[y] | 1:3: parse error: unexpected character in duration expression: 'y'",
                "x[5m y] | 1:6: parse error: unexpected character: 'y', expected ':'",
                "x[:5m] | 1:4: parse error: unexpected colon before duration in duration expression",
                "x[5m 6m] | 1:6: parse error: unexpected duration \"6m\" in subquery or range, expected \":\" or \"]\"",
                "x[-5m] | 1:3: parse error: duration must be greater than 0",
                "x[(0)] | 1:4: parse error: duration must be greater than 0",
                "x[-(5m)] | 1:3: parse error: duration must be greater than 0",
                "x[5m / 0] | 1:6: parse error: division by zero",
                "x[5m % -(0s)] | 1:6: parse error: modulo by zero",
                "x offset (1m/0) | 1:13: parse error: division by zero",
                "x offset | 1:9: parse error: unexpected end of input in offset, expected number, duration, step(), or"
                        + " range()",
                "x @ inf | 1:1: parse error: timestamp out of bounds for @ modifier: +Inf",
                "(x) @ 5 | 1:1: parse error: @ modifier must be preceded by an instant vector selector or range vector"
                        + " selector or a subquery",
                "x{a=5} | 1:5: parse error: unexpected character inside braces: '5'",
                "x{a:b=\"c\"} | 1:4: parse error: unexpected character inside braces: ':'",
                "\"\\z\" | 1:1: parse error: unknown escape sequence U+007A 'z'",
                "\"\\'\" | 1:1: parse error: unknown escape sequence U+0027 '''",
                "\"\\xZ0\" | 1:1: parse error: illegal character U+005A 'Z' in escape sequence",
                "\"\\400\" | 1:1: parse error: escape sequence is an invalid Unicode code point",
                "\"\\ | 1:1: parse error: escape sequence not terminated",
                "nope(x \"open | 1:8: parse error: unterminated quoted string",
                "nope(x) + \"open | 1:1: parse error: unknown function with name \"nope\"",
                "sum by (a \"open | 1:11: parse error: unterminated quoted string",
                "sum by (a b c \"open | 1:11: parse error: unexpected identifier \"b\" in grouping opts, expected"
                        + " \",\" or \")\"",
                "x * on(a) group_left group_right y | 1:22: parse error: unexpected <group_right> in grouping opts,"
                        + " expected \"(\"",
                "x end() | 1:3: parse error: unexpected \"end\"",
                "@ 5 | 1:1: parse error: unexpected <op:@>",
                "x 'one \"two\" three' | 1:3: parse error: unexpected string \"'one \\\"two\\\"\"...",
                "abs(x, / 2) | 1:6: parse error: trailing commas not allowed in function call args",
                "x{__name__!=\"y\"} | 1:1: parse error: metric name must not be set twice: \"x\" or \"y\"",
                "x{\"y\"} | 1:1: parse error: metric name must not be set twice: \"x\" or \"y\"",
                "x{__name__=\"y\"} + (1 | 1:21: parse error: unclosed left parenthesis",
                "(1 == 2) + ( | 1:13: parse error: unclosed left parenthesis",
                "0x1_ | 1:1: parse error: bad number or duration syntax: \"0x1_\"",
                "abs(rate(x), 1) | 1:1: parse error: expected 1 argument(s) in call to \"abs\", got 2",
                "clamp(\"a\", rate(x), 1) | 1:7: parse error: expected type instant vector in call to function"
                        + " \"clamp\", got string",
                "topk(rate(x), \"a\") | 1:15: parse error: expected type instant vector in aggregation expression, got"
                        + " string",
                "info(x, 1) | 1:1: parse error: expected type instant vector in call to function \"info\", got scalar",
                "info(x, (y)) | 1:9: parse error: expected label selectors only",
                "info(x, y) | 1:9: parse error: expected label selectors only, got vector selector instead",
                "abs(x,,y) | 1:6: parse error: trailing commas not allowed in function call args",
                "(1, 2) | 1:3: parse error: unexpected \",\"",
                "-\"a\" | 1:1: parse error: unary expression only allowed on expressions of type scalar or instant"
                        + " vector, got \"string\"",
            })
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThat(fault(text, Features.ofSuite())).hasToString(message);
    }

    @Test
    void countsLinesAndBytesForThePlace() {
        ParseFault fault = fault("sum(\n  \"é\" + 1\n)", Features.standard());
        assertThat(fault.line()).isEqualTo(2);
        assertThat(fault.column()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limitk(1, x)",
                "info(x)",
                "x[5m + 1m]",
                "x smoothed",
                "a + fill(0) b",
                "start()",
                "sort_by_label(x, \"a\")"
            })
    void keepsExperimentsBehindTheirSwitches(String text) {
        assertThat(Syntax.parse(text, Features.standard())).isInstanceOf(Parsed.Bad.class);
        assertThat(Syntax.parse(text, Features.ofSuite())).isInstanceOf(Parsed.Good.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "abs(", "sum(", "x[1m:"})
    void refusesWhatWouldOverflowTheStack(String opening) {
        String text = opening.equals("x[1m:") ? "x" + "[1m:]".repeat(100_000) : opening.repeat(100_000) + "x";
        assertThat(Syntax.parse(text, Features.ofSuite())).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void refusesEndlessChains() {
        String text = "a" + " + a".repeat(100_000);
        assertThat(fault(text, Features.ofSuite()).message()).isEqualTo("expression is nested too deeply");
        assertThat(Syntax.parse("a" + " or a".repeat(300), Features.standard())).isInstanceOf(Parsed.Good.class);
    }

    /** Words of the language that may name a metric, and those that may not, as Prometheus' grammar has it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "ok", textBlock = """
        and + or                       | ok
        unless and and                 | ok
        sum(by) by (on, bool, ignoring, and, offset) | ok
        offset offset 5m               | ok
        on                             | 1:1: parse error: unexpected <on>
        -Ignoring                      | 1:2: parse error: unexpected <Ignoring>
        sum(group_left)                | 1:5: parse error: unexpected <group_left> in aggregation
        rate(bool[5m])                 | 1:6: parse error: unexpected <bool>
        x and group_right              | 1:7: parse error: unexpected <group_right>
        sum by (without) (x)           | 1:9: parse error: unexpected <without> in grouping opts, expected label
        and(x)                         | 1:4: parse error: unexpected "("
        offset(x)                      | 1:7: parse error: unexpected "("
        *x                             | 1:1: parse error: unexpected <op:*>
        x sum y                        | 1:3: parse error: unexpected <aggr:sum>
        sum(x y)                       | 1:7: parse error: unexpected identifier "y" in aggregation
        x "aaaaaaaaaaaa"               | 1:3: parse error: unexpected string "\\"aaaaaaaaa"...
        x 12345678901                  | 1:3: parse error: unexpected number "1234567890"...
        x @ y                          | 1:5: parse error: unexpected identifier "y" in @, expected timestamp
        x{a~"b"}                       | 1:4: parse error: unexpected character inside braces: '~'
        x and on(a) group_left y       | 1:1: parse error: no grouping allowed for "and" operation
        """)
    void wordsAndFaultsAreThoseOfPrometheus(String query, @Nullable String fault) {
        String found = Syntax.parse(query, Features.standard()) instanceof Parsed.Bad bad
                ? bad.fault().toString()
                : null;
        assertThat(found).isEqualTo(fault);
    }
}
