package dev.tocsin.template;

import dev.tocsin.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Text to tokens, as Go's text/template reads it: actions in double braces, trim markers, comments, Go's literals. */
final class Lexer {
    private static final String SPACES = " \t\r\n";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** Throws {@link TemplateError}. The last token is {@link Kind#END}. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        boolean trim = false;
        while (lexer.at < text.length()) {
            trim = lexer.textAndAction(trim);
        }
        lexer.add(Kind.END, "", text.length(), false);
        return lexer.tokens;
    }

    /** Reads up to the end of the next action; says whether the text behind it loses its leading white space. */
    private boolean textAndAction(boolean trimStart) {
        int open = text.indexOf("{{", at);
        int end = open < 0 ? text.length() : open;
        boolean trimEnd = open >= 0 && trimsAfterOpen(open);
        int from = trimStart ? skipSpaces(at, end) : at;
        int to = trimEnd ? skipSpacesBack(from, end) : end;
        if (from < to) {
            add(Kind.TEXT, text.substring(from, to), from, false);
        }
        at = end;
        return open >= 0 && action(open, trimEnd);
    }

    private boolean trimsAfterOpen(int open) {
        return text.startsWith("-", open + 2) && open + 3 < text.length() && isSpace(text.charAt(open + 3));
    }

    private boolean action(int open, boolean trimmed) {
        at = open + (trimmed ? 3 : 2);
        int inner = skipSpaces(at, text.length());
        if (text.startsWith("/*", trimmed ? inner : at)) {
            return comment(open, trimmed ? inner : at);
        }
        add(Kind.LEFT, "{{", open, false);
        while (true) {
            at = skipSpaces(at, text.length());
            if (at >= text.length()) {
                throw new TemplateError(open, "unclosed action");
            }
            if (text.startsWith("-}}", at) && isSpace(text.charAt(at - 1))) {
                return close(3, true);
            }
            if (text.startsWith("}}", at)) {
                return close(2, false);
            }
            token(!isSpace(text.charAt(at - 1)));
        }
    }

    private boolean close(int length, boolean trims) {
        add(Kind.RIGHT, "}}", at, false);
        at += length;
        return trims;
    }

    private boolean comment(int open, int from) {
        int end = text.indexOf("*/", from);
        if (end < 0) {
            throw new TemplateError(open, "unclosed comment");
        }
        int after = end + 2;
        if (text.startsWith("}}", after)) {
            at = after + 2;
            return false;
        }
        int spaced = skipSpaces(after, text.length());
        if (spaced > after && text.startsWith("-}}", spaced)) {
            at = spaced + 3;
            return true;
        }
        throw new TemplateError(after, "a comment must end right before }}");
    }

    private void token(boolean glued) {
        int start = at;
        char first = text.charAt(at);
        switch (first) {
            case '"' -> literal(Kind.STRING, '"', glued);
            case '\'' -> literal(Kind.CHARACTER, '\'', glued);
            case '`' -> raw(glued);
            case '|' -> single(Kind.PIPE, glued);
            case '(' -> single(Kind.OPEN, glued);
            case ')' -> single(Kind.CLOSE, glued);
            case ',' -> single(Kind.COMMA, glued);
            case '=' -> single(Kind.ASSIGN, glued);
            case ':' -> declare(glued);
            case '$' -> {
                at++;
                add(Kind.VARIABLE, word(), start, glued);
            }
            default -> wordOrNumber(first, glued);
        }
    }

    private void wordOrNumber(char first, boolean glued) {
        int start = at;
        boolean digitNext = at + 1 < text.length() && isDigit(text.charAt(at + 1));
        if (first == '.' && !digitNext) {
            at++;
            String name = word();
            add(name.isEmpty() ? Kind.DOT : Kind.FIELD, name.isEmpty() ? "." : name, start, glued);
        } else if (isDigit(first) || first == '.' || first == '+' || first == '-') {
            add(Kind.NUMBER, number(), start, glued);
        } else if (isWord(first)) {
            add(Kind.WORD, word(), start, glued);
        } else {
            throw new TemplateError(start, "unexpected character " + GoQuote.quote(String.valueOf(first)));
        }
    }

    private void single(Kind kind, boolean glued) {
        add(kind, text.substring(at, at + 1), at, glued);
        at++;
    }

    private void declare(boolean glued) {
        if (!text.startsWith(":=", at)) {
            throw new TemplateError(at, "expected :=");
        }
        add(Kind.DECLARE, ":=", at, glued);
        at += 2;
    }

    private void literal(Kind kind, char quote, boolean glued) {
        int start = at;
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            if (text.charAt(end) == '\n') {
                break;
            }
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length() || text.charAt(end) != quote) {
            throw new TemplateError(
                    start, quote == '"' ? "unterminated quoted string" : "unterminated character constant");
        }
        at = end + 1;
        add(kind, GoQuote.unquote(text.substring(start + 1, end), start), start, glued);
    }

    private void raw(boolean glued) {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            throw new TemplateError(at, "unterminated raw quoted string");
        }
        add(Kind.STRING, text.substring(at + 1, end).replace("\r", ""), at, glued);
        at = end + 1;
    }

    private String word() {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String number() {
        int start = at++;
        while (at < text.length()) {
            char next = text.charAt(at);
            char before = Character.toLowerCase(text.charAt(at - 1));
            boolean hex = text.startsWith("0x", start) || text.startsWith("0X", start);
            boolean signed = (next == '+' || next == '-') && (hex ? before == 'p' : before == 'e');
            if (!signed && next != '.' && !isWord(next)) {
                break;
            }
            at++;
        }
        return text.substring(start, at);
    }

    private int skipSpaces(int from, int to) {
        int here = from;
        while (here < to && isSpace(text.charAt(here))) {
            here++;
        }
        return here;
    }

    private int skipSpacesBack(int from, int to) {
        int here = to;
        while (here > from && isSpace(text.charAt(here - 1))) {
            here--;
        }
        return here;
    }

    private void add(Kind kind, String value, int start, boolean glued) {
        tokens.add(new Token(kind, value, start, glued));
    }

    private static boolean isSpace(char c) {
        return SPACES.indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
