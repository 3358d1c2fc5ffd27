package dev.tocsin.relabel;

import com.google.re2j.Matcher;

/**
 * Puts what groups matched into a text, as Go's {@code regexp.Expand} does: {@code $1}, {@code $name}, {@code ${name}},
 * {@code $$}. A name is as long as it can be, and one that is no group stands for nothing.
 */
final class Expansion {
    private Expansion() {}

    static String expand(String template, Matcher match) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char here = template.charAt(at++);
            if (here != '$' || at == template.length()) {
                text.append(here);
                continue;
            }
            if (template.charAt(at) == '$') {
                text.append('$');
                at++;
                continue;
            }
            boolean braced = template.charAt(at) == '{';
            int from = braced ? at + 1 : at;
            int to = nameEnd(template, from);
            boolean whole = to > from && (!braced || to < template.length() && template.charAt(to) == '}');
            if (!whole) {
                text.append(here);
                continue;
            }
            text.append(group(match, template.substring(from, to)));
            at = braced ? to + 1 : to;
        }
        return text.toString();
    }

    private static int nameEnd(String template, int from) {
        int to = from;
        while (to < template.length()
                && (Character.isLetterOrDigit(template.charAt(to)) || template.charAt(to) == '_')) {
            to++;
        }
        return to;
    }

    private static String group(Matcher match, String name) {
        String found;
        try {
            found = isNumber(name) ? match.group(Integer.parseInt(name)) : match.group(name);
        } catch (IndexOutOfBoundsException | IllegalArgumentException none) {
            return "";
        }
        return found == null ? "" : found;
    }

    private static boolean isNumber(String name) {
        return name.equals("0") || name.charAt(0) != '0' && name.chars().allMatch(here -> here >= '0' && here <= '9');
    }
}
