package dev.tocsin.promql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Fills {@code $1}, {@code ${1}}, {@code $name} and {@code ${name}} with what a regular expression found, as Go does. */
final class Expansion {
    private final String template;
    private final Matcher found;
    private final Pattern pattern;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private Expansion(String template, Matcher found, Pattern pattern) {
        this.template = template;
        this.found = found;
        this.pattern = pattern;
    }

    /** An unknown group is empty; {@code $$} is a dollar. */
    static String expand(String template, Matcher found, Pattern pattern) {
        return template.indexOf('$') < 0 ? template : new Expansion(template, found, pattern).expand();
    }

    private String expand() {
        while (at < template.length()) {
            char letter = template.charAt(at++);
            if (letter != '$') {
                text.append(letter);
            } else if (at < template.length() && template.charAt(at) == '$') {
                text.append('$');
                at++;
            } else {
                group();
            }
        }
        return text.toString();
    }

    private void group() {
        boolean braced = at < template.length() && template.charAt(at) == '{';
        int start = braced ? at + 1 : at;
        int end = start;
        while (end < template.length() && isNamePart(template.charAt(end))) {
            end++;
        }
        boolean closed = !braced || (end < template.length() && template.charAt(end) == '}');
        if (end == start || !closed) {
            text.append('$');
            return;
        }
        at = braced ? end + 1 : end;
        append(template.substring(start, end));
    }

    private void append(String name) {
        boolean number = name.chars().allMatch(Character::isDigit);
        if (number) {
            int group = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
            String value = group <= found.groupCount() ? found.group(group) : null;
            text.append(value == null ? "" : value);
        } else {
            Integer group = pattern.namedGroups().get(name);
            String value = group == null ? null : found.group(group);
            text.append(value == null ? "" : value);
        }
    }

    private static boolean isNamePart(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_';
    }
}
