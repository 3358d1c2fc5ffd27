package dev.tocsin.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Matchers as Alertmanager read them before its version 0.27, and still does where its newer syntax cannot: names of ASCII letters, and
 * whatever follows the operator as the value ({@code path=C:\x}, {@code note=two words}, {@code a=b=c}).
 */
final class ClassicMatchers {
    private static final Pattern FORM =
            Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|=|!=|!~)\\s*(.*?)\\s*", Pattern.DOTALL);

    private ClassicMatchers() {}

    /** Those between braces or none, with commas outside quotes between them. */
    static List<Matcher> all(String text) {
        String bare = text.replaceFirst("^\\{", "").replaceFirst("}$", "").replaceFirst(",$", "");
        List<Matcher> found = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int at = 0; at < bare.length(); at++) {
            switch (bare.charAt(at)) {
                case '\\' -> at++;
                case '"' -> quoted = !quoted;
                case ',' -> {
                    if (!quoted) {
                        found.add(one(bare.substring(start, at)));
                        start = at + 1;
                    }
                }
                default -> {} // A character of a name or a value.
            }
        }
        if (!bare.isEmpty()) {
            found.add(one(bare.substring(start)));
        }
        return List.copyOf(found);
    }

    /** Exactly one; throws {@link IllegalArgumentException} with Alertmanager's words. */
    static Matcher one(String text) {
        java.util.regex.Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("bad matcher format: " + text);
        }
        return Matcher.of(form.group(1), operator(form.group(2)), value(form.group(3)));
    }

    private static Matcher.Op operator(String sign) {
        for (Matcher.Op op : Matcher.Op.values()) {
            if (op.sign().equals(sign)) {
                return op;
            }
        }
        throw new IllegalStateException(String.format(Locale.ROOT, "no operator is %s", sign));
    }

    /** A backslash before anything but {@code n}, {@code "} and itself stands for itself, and so does the last one. */
    private static String value(String raw) {
        boolean quoted = raw.startsWith("\"");
        if (quoted && (raw.length() == 1 || !raw.endsWith("\""))) {
            throw unescaped(raw);
        }
        String inner = quoted ? raw.substring(1, raw.length() - 1) : raw;
        StringBuilder value = new StringBuilder();
        for (int at = 0; at < inner.length(); at++) {
            char next = inner.charAt(at);
            if (next == '"' || (quoted && next == '\\' && at == inner.length() - 1)) {
                throw unescaped(raw);
            }
            if (next == '\\' && at < inner.length() - 1) {
                value.append(escaped(inner.charAt(++at)));
            } else {
                value.append(next);
            }
        }
        return value.toString();
    }

    private static String escaped(char next) {
        return switch (next) {
            case 'n' -> "\n";
            case '"', '\\' -> String.valueOf(next);
            default -> "\\" + next;
        };
    }

    private static IllegalArgumentException unescaped(String raw) {
        return new IllegalArgumentException("matcher value contains unescaped double quote: " + raw);
    }
}
