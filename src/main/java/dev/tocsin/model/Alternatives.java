package dev.tocsin.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A regular expression that is nothing but texts, some with {@code .*} before or behind: {@code critical|high}, {@code kube-.*}. Most
 * are, and can be matched without an automaton.
 */
record Alternatives(List<Alternative> all) {
    private static final String ONE = "(\\.\\*)?(?:[A-Za-z0-9_:/@ -]|\\\\[.+-])*(\\.\\*)?";
    private static final Pattern SHAPE = Pattern.compile(ONE + "(\\|" + ONE + ")*");
    private static final String ANYTHING = ".*";

    private static final Pattern GROUP = Pattern.compile("(?<!\\\\)\\([^()|\\\\]*(\\|[^()|\\\\]*)*\\)");

    /** What may mean something to a regular expression. */
    private static final String META = "\\.+*?()|[]{}^$";

    /** One text; {@code before} and {@code behind} it may stand anything. */
    private record Alternative(String text, boolean before, boolean behind) {
        static Alternative of(String written) {
            boolean before = written.startsWith(ANYTHING);
            String rest = before ? written.substring(ANYTHING.length()) : written;
            boolean behind = rest.endsWith(ANYTHING) && !rest.endsWith("\\" + ANYTHING);
            String text = behind ? rest.substring(0, rest.length() - ANYTHING.length()) : rest;
            return new Alternative(text.replace("\\", ""), before, behind);
        }

        boolean matches(String candidate) {
            if (before) {
                return behind ? candidate.contains(text) : candidate.endsWith(text);
            }
            return behind ? candidate.startsWith(text) : candidate.equals(text);
        }
    }

    /** Those of {@code regex}, if it is of this shape. */
    static Optional<Alternatives> of(String regex) {
        return SHAPE.matcher(regex).matches()
                ? Optional.of(new Alternatives(Arrays.stream(regex.split("\\|", -1))
                        .map(Alternative::of)
                        .toList()))
                : Optional.empty();
    }

    /** What every text begins with that {@code regex} matches; may be less than there is. */
    static String prefix(String regex) {
        int end = 0;
        while (end < regex.length() && META.indexOf(regex.charAt(end)) < 0) {
            end++;
        }
        boolean repeated = end < regex.length() && "*+?{".indexOf(regex.charAt(end)) >= 0;
        // A choice between parentheses leaves what stands before them as it is; of any other we do not think.
        String outside = regex.contains("[") ? regex : GROUP.matcher(regex).replaceAll("");
        boolean choice = outside.contains("|");
        return choice ? "" : regex.substring(0, repeated && end > 0 ? end - 1 : end);
    }

    /** The texts that match, if they can be told one by one. */
    Optional<List<String>> texts() {
        return all.stream().anyMatch(one -> one.before() || one.behind())
                ? Optional.empty()
                : Optional.of(all.stream().map(Alternative::text).toList());
    }

    boolean match(String candidate) {
        for (Alternative one : all) {
            if (one.matches(candidate)) {
                return true;
            }
        }
        return false;
    }
}
