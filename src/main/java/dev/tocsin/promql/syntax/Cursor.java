package dev.tocsin.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A place among the tokens of an expression, with what every part of the parser needs to read on. */
final class Cursor {
    /** So deep may parentheses, calls and chains of operators nest; no stack overflows before that. */
    private static final int DEEPEST = 400;

    private final String text;
    private final List<Token> tokens;
    private final @Nullable Faulty end;
    private final Features features;
    private int at;
    private int depth;
    private final List<String> contexts = new ArrayList<>();
    private final List<Faulty> postponed = new ArrayList<>();

    Cursor(String text, Features features) {
        this.text = text;
        Lexer.Cut cut = Lexer.cut(text);
        this.tokens = cut.tokens();
        this.end = cut.fault();
        this.features = features;
    }

    /** Whether the text has nothing at all. */
    boolean isEmpty() {
        return tokens.size() == 1 && end == null;
    }

    Features features() {
        return features;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    /** The token before the current one. */
    Token last() {
        return tokens.get(Math.max(at - 1, 0));
    }

    boolean at(TokenKind kind) {
        return peek().is(kind);
    }

    boolean atWord(String word) {
        return peek().isWord(word);
    }

    boolean takeIf(TokenKind kind) {
        boolean found = at(kind);
        if (found) {
            take();
        }
        return found;
    }

    boolean takeWordIf(String word) {
        boolean found = atWord(word);
        if (found) {
            take();
        }
        return found;
    }

    /** Something is wrong that is told only where the text can be read to its end. */
    void postpone(Faulty fault) {
        postponed.add(fault);
    }

    /** Nothing more comes, the text is at its end, and nothing was postponed. */
    void expectEnd() throws Faulty {
        if (end != null || !at(TokenKind.END)) {
            throw unexpected("", "");
        }
        if (!postponed.isEmpty()) {
            throw postponed.getFirst();
        }
    }

    Token expect(TokenKind kind, String context) throws Faulty {
        if (!at(kind)) {
            throw unexpected(context, context.isEmpty() ? "" : kind.words());
        }
        return take();
    }

    /** From here on what is unexpected, and nothing nearer says in what, is so in {@code context}. */
    void within(String context) {
        contexts.add(context);
    }

    /** Ends what {@link #within} began last. */
    void without() {
        contexts.removeLast();
    }

    /** The fault of finding something else than {@code expected}; both may be empty. */
    Faulty unexpected(String context, String expected) {
        if (end != null && at(TokenKind.END)) {
            return end;
        }
        String nearest = context.isEmpty() && !contexts.isEmpty() ? contexts.getLast() : context;
        String where = nearest.isEmpty() ? "" : " in " + nearest;
        String wanted = expected.isEmpty() ? "" : ", expected " + expected;
        return fault(peek().span(), "unexpected " + peek().described(text) + where + wanted);
    }

    static Faulty fault(Span span, String message) {
        return new Faulty(span, message);
    }

    void enter() throws Faulty {
        if (++depth > DEEPEST) {
            throw fault(peek().span(), "expression is nested too deeply");
        }
    }

    void leave(int levels) {
        depth -= levels;
    }

    /** {@code (a, b, "c d")} after {@code by}, {@code on} and the like; a comma may follow the last. */
    List<String> labels(String context) throws Faulty {
        expect(TokenKind.LEFT_PAREN, context);
        List<String> labels = new ArrayList<>();
        while (!at(TokenKind.RIGHT_PAREN)) {
            labels.add(label(context));
            if (!takeIf(TokenKind.COMMA) && !at(TokenKind.RIGHT_PAREN)) {
                throw unexpected(context, "\",\" or \")\"");
            }
        }
        take();
        return labels;
    }

    private String label(String context) throws Faulty {
        Token token = peek();
        if (token.is(TokenKind.STRING)) {
            if (!Quoted.isText(token.text())) {
                throw fault(token.span(), "invalid label name for grouping: " + Quoted.go(token.text()));
            }
        } else if (!token.isLabelName() && !isNumberWord(token)) {
            throw unexpected(context, "label");
        }
        return take().text();
    }

    private static boolean isNumberWord(Token token) {
        String lower = token.text().toLowerCase(Locale.ROOT);
        return token.is(TokenKind.NUMBER) && (lower.equals("inf") || lower.equals("nan"));
    }
}
