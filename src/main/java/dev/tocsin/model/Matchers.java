package dev.tocsin.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads matchers as Alertmanager writes them: {@code severity="critical"}, {@code team=~"a|b"}, bare values and quoted names
 * ({@code "in stock"=yes}), one or several between braces. Stands by Alertmanager's UTF-8 mode, and what cannot be read so is read as
 * it was before, as Alertmanager does; an empty right side ({@code foo=}) is the empty string.
 */
public final class Matchers {
    private static final String RESERVED = "{}!=~,\\\"'`";

    private final String text;
    private int at;

    private Matchers(String text) {
        this.text = text;
    }

    /** The matchers in {@code text}; throws {@link IllegalArgumentException} that says what is wrong where. */
    public static List<Matcher> parse(String text) {
        try {
            return new Matchers(text).all();
        } catch (IllegalArgumentException fault) {
            try {
                return ClassicMatchers.all(text);
            } catch (IllegalArgumentException neither) {
                throw fault;
            }
        }
    }

    /** The one matcher that {@code text} is, without braces; throws {@link IllegalArgumentException} with Alertmanager's words. */
    public static Matcher one(String text) {
        try {
            return ClassicMatchers.one(text);
        } catch (IllegalArgumentException fault) {
            return utf8(text).orElseThrow(() -> fault);
        }
    }

    /** What the classic mode cannot read at all: a name that is quoted or not of ASCII letters. */
    private static Optional<Matcher> utf8(String text) {
        try {
            List<Matcher> all = text.startsWith("{") ? List.of() : new Matchers(text).all();
            return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    /** The matchers of several texts, one after another. */
    public static List<Matcher> parse(List<String> texts) {
        return texts.stream().flatMap(one -> parse(one).stream()).toList();
    }

    private List<Matcher> all() {
        List<Matcher> found = new ArrayList<>();
        boolean braced = take("{");
        while (!done(braced)) {
            found.add(one());
            if (!take(",") && !done(braced)) {
                throw fault("expected a comma between matchers");
            }
        }
        if (braced && !take("}")) {
            throw fault("the brace is not closed");
        }
        skipBlanks();
        if (at < text.length()) {
            throw fault("unexpected text after the matchers");
        }
        return List.copyOf(found);
    }

    private boolean done(boolean braced) {
        skipBlanks();
        return at >= text.length() || (braced && text.charAt(at) == '}');
    }

    private Matcher one() {
        String name = word("a label name");
        Matcher.Op op = operator();
        skipBlanks();
        boolean empty = at >= text.length() || text.charAt(at) == ',' || text.charAt(at) == '}';
        try {
            return Matcher.of(name, op, empty ? "" : word("a value"));
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(name + op.sign() + ": " + bad.getMessage(), bad);
        }
    }

    private Matcher.Op operator() {
        if (take("=~")) {
            return Matcher.Op.MATCHES;
        }
        if (take("!~")) {
            return Matcher.Op.NOT_MATCHES;
        }
        if (take("!=")) {
            return Matcher.Op.NOT_EQUAL;
        }
        if (take("=")) {
            return Matcher.Op.EQUAL;
        }
        throw fault("expected one of = != =~ !~");
    }

    private String word(String what) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && isBare(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw fault("expected " + what);
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char next = text.charAt(at++);
            value.append(next == '\\' ? escaped() : next);
        }
        if (at >= text.length()) {
            throw fault("the quote is not closed");
        }
        at++;
        return value.toString();
    }

    /** A backslash before anything but {@code n}, {@code "} and itself stands for itself, as regular expressions want it. */
    private String escaped() {
        if (at >= text.length()) {
            throw fault("nothing follows the backslash");
        }
        char next = text.charAt(at++);
        return switch (next) {
            case 'n' -> "\n";
            case '"', '\\' -> String.valueOf(next);
            default -> "\\" + next;
        };
    }

    private static boolean isBare(char one) {
        return RESERVED.indexOf(one) < 0 && !Character.isWhitespace(one);
    }

    private boolean take(String sign) {
        skipBlanks();
        boolean there = text.startsWith(sign, at);
        if (there) {
            at += sign.length();
        }
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException fault(String message) {
        return new IllegalArgumentException("bad matcher " + text + ": " + message + " at character " + (at + 1));
    }
}
