package dev.tocsin.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;

/** Go's regular expressions: RE2, so that no pattern takes more than linear time; not anchored. */
final class GoRegex {
    private static final int MAX_PATTERN = 1_000;

    private GoRegex() {}

    static boolean matches(String pattern, String text) {
        return compile(pattern).matcher(text).find();
    }

    /** Every match replaced by {@code replacement}, in which {@code $1}, {@code ${1}} and {@code $name} are groups. */
    static String replaceAll(String pattern, String replacement, String text) {
        Pattern compiled = compile(pattern);
        Matcher matcher = compiled.matcher(text);
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            replaced.append(text, from, matcher.start());
            expand(replacement, matcher, compiled.namedGroups(), replaced);
            from = matcher.end();
            if (replaced.length() > Execution.MAX_OUTPUT) {
                throw new TemplateError("the result is too long");
            }
        }
        return replaced.append(text, from, text.length()).toString();
    }

    private static Pattern compile(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            throw new TemplateError("a regular expression is longer than " + MAX_PATTERN + " characters");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new TemplateError("bad regular expression: " + wrong.getMessage());
        }
    }

    private static void expand(String replacement, Matcher match, Map<String, Integer> names, StringBuilder out) {
        int at = 0;
        while (at < replacement.length()) {
            int dollar = replacement.indexOf('$', at);
            if (dollar < 0 || dollar + 1 >= replacement.length()) {
                break;
            }
            out.append(replacement, at, dollar);
            at = group(replacement, dollar + 1, match, names, out);
        }
        out.append(replacement, at, replacement.length());
    }

    /** Writes what the reference behind the dollar sign stands for, and gives the offset behind it. */
    private static int group(String text, int at, Matcher match, Map<String, Integer> names, StringBuilder out) {
        if (text.charAt(at) == '$') {
            out.append('$');
            return at + 1;
        }
        boolean braced = text.charAt(at) == '{';
        int start = braced ? at + 1 : at;
        int end = start;
        while (end < text.length() && (text.charAt(end) == '_' || Character.isLetterOrDigit(text.charAt(end)))) {
            end++;
        }
        boolean closed = !braced || end < text.length() && text.charAt(end) == '}';
        if (end == start || !closed) {
            out.append('$');
            return at;
        }
        int number = number(text.substring(start, end), names);
        if (number >= 0 && number <= match.groupCount() && match.group(number) != null) {
            out.append(match.group(number));
        }
        return braced ? end + 1 : end;
    }

    private static int number(String name, Map<String, Integer> names) {
        boolean digits = name.length() < 6 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(name) : names.getOrDefault(name, -1);
    }
}
