package dev.tocsin.lab.promqltest;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.promql.syntax.Numbers;
import dev.tocsin.promql.syntax.Quoted;
import java.util.OptionalDouble;
import java.util.regex.Matcher;

/** Reads the lines that follow an {@code eval}. */
final class Expectations {
    private static final java.util.regex.Pattern EXPECT = java.util.regex.Pattern.compile(
            "expect\\s+(fail|warn|info|no_warn|no_info|ordered|string|range vector)(?:\\s+(.*))?");
    private static final java.util.regex.Pattern TEXT = java.util.regex.Pattern.compile("(msg|regex)\\s*:\\s*(.*)");
    private static final java.util.regex.Pattern TIMES =
            java.util.regex.Pattern.compile("from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");
    private static final java.util.regex.Pattern OLD_FAIL =
            java.util.regex.Pattern.compile("expected_fail_(message|regexp)\\s+(.*)");

    private Expectations() {}

    /** Of the suffix of {@code eval_fail} and its like. */
    static Expectation ofKind(String kind) {
        return switch (kind) {
            case "fail" -> new Expectation.Fail(Expectation.Text.any());
            case "warn" -> new Expectation.Warn(Expectation.Text.any());
            case "info" -> new Expectation.Info(Expectation.Text.any());
            default -> new Expectation.Ordered();
        };
    }

    static Expectation read(String line) throws ScriptFault {
        Matcher expect = EXPECT.matcher(line);
        if (expect.matches()) {
            return expect(
                    expect.group(1),
                    expect.group(2) == null ? "" : expect.group(2).strip());
        }
        Matcher old = OLD_FAIL.matcher(line);
        if (old.matches()) {
            return new Expectation.Fail(text((old.group(1).equals("message") ? "msg:" : "regex:") + old.group(2)));
        }
        if (line.startsWith("expect ")) {
            throw new ScriptFault("unknown expectation: " + line);
        }
        OptionalDouble number = Numbers.parseDecimal(line);
        if (number.isPresent()) {
            return new Expectation.Scalar(number.getAsDouble());
        }
        SeriesLine series = SeriesNotation.line(line);
        return new Expectation.Series(series.labels(), series.points());
    }

    private static Expectation expect(String kind, String rest) throws ScriptFault {
        boolean takesText = kind.equals("fail")
                || kind.equals("warn")
                || kind.equals("info")
                || kind.equals("string")
                || kind.equals("range vector");
        if (!takesText && !rest.isEmpty()) {
            throw new ScriptFault("unexpected text after expect " + kind + ": " + rest);
        }
        return switch (kind) {
            case "fail" -> new Expectation.Fail(text(rest));
            case "warn" -> new Expectation.Warn(text(rest));
            case "info" -> new Expectation.Info(text(rest));
            case "no_warn" -> new Expectation.NoWarn();
            case "no_info" -> new Expectation.NoInfo();
            case "ordered" -> new Expectation.Ordered();
            case "string" -> new Expectation.Words(string(rest));
            default -> range(rest);
        };
    }

    private static Expectation.Text text(String rest) throws ScriptFault {
        if (rest.isEmpty()) {
            return Expectation.Text.any();
        }
        Matcher parts = TEXT.matcher(rest);
        if (!parts.matches()) {
            throw new ScriptFault("expected msg: or regex: but found: " + rest);
        }
        String wanted = parts.group(2).strip();
        if (parts.group(1).equals("msg")) {
            return new Expectation.Text(wanted, wanted::equals);
        }
        try {
            Pattern pattern = Pattern.compile(wanted);
            return new Expectation.Text(
                    "/" + wanted + "/", message -> pattern.matcher(message).find());
        } catch (PatternSyntaxException fault) {
            throw new ScriptFault("no regular expression: " + wanted);
        }
    }

    private static String string(String quoted) throws ScriptFault {
        boolean closed = quoted.length() >= 2 && quoted.charAt(0) == quoted.charAt(quoted.length() - 1);
        if (!closed || "\"'`".indexOf(quoted.charAt(0)) < 0) {
            throw new ScriptFault("expected a quoted string but found: " + quoted);
        }
        String body = quoted.substring(1, quoted.length() - 1);
        return quoted.charAt(0) == '`'
                ? body
                : Quoted.unquoted(body).orElseThrow(() -> new ScriptFault("invalid escape in: " + quoted));
    }

    private static Expectation range(String rest) throws ScriptFault {
        Matcher times = TIMES.matcher(rest);
        if (!times.matches()) {
            throw new ScriptFault("expected: range vector from START to END step STEP");
        }
        return new Expectation.RangeVector(
                Script.millis(times.group(1)), Script.millis(times.group(2)), Script.millis(times.group(3)));
    }
}
