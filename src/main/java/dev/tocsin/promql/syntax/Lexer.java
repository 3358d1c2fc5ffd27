package dev.tocsin.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a text into tokens. Brackets and braces change what a colon and an equals sign mean. */
final class Lexer {
    private static final Set<String> KEYWORDS = Set.of(
            "offset",
            "smoothed",
            "anchored",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "group_right",
            "bool",
            "fill",
            "fill_left",
            "fill_right",
            "start",
            "end",
            "step",
            "range");
    private static final Set<String> IN_LENGTHS = Set.of("step", "range", "min_of", "max_of");
    private static final Set<String> WORD_OPERATORS = Set.of("and", "or", "unless", "atan2");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int start;
    private int line = 1;

    /** How far the bytes of the current line are counted, and how many they are. */
    private int counted;

    private int lineBytes;
    private int parens;
    private boolean inBraces;
    private boolean inBrackets;

    /** Since the last opening bracket: a number or a duration, and a colon. */
    private boolean hasLength;

    private boolean hasColon;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens up to the end or the first fault; there an {@link TokenKind#END}. */
    static Cut cut(String text) {
        Lexer lexer = new Lexer(text);
        try {
            while (lexer.next()) {
                // next() collects
            }
            return new Cut(lexer.tokens, null);
        } catch (Faulty fault) {
            lexer.add(TokenKind.END);
            return new Cut(lexer.tokens, fault);
        }
    }

    /**
     * A text in tokens.
     *
     * @param fault what ended it before its end; whoever comes there meets it
     */
    record Cut(List<Token> tokens, @Nullable Faulty fault) {}

    private boolean next() throws Faulty {
        skipSpace();
        start = at;
        if (at >= text.length()) {
            finish();
            return false;
        }
        char letter = text.charAt(at);
        if (inBraces && letter != '{' && isStray(letter)) {
            throw fault("unexpected character inside braces: " + Quoted.rune(text.codePointAt(at)));
        }
        if (inBrackets
                && !hasLength
                && !isDigit(letter)
                && ".]:()+-*/%^,".indexOf(letter) < 0
                && !isNameStart(letter)) {
            throw inLength();
        }
        if (letter == '"' || letter == '\'' || letter == '`') {
            string(letter);
        } else if (isDigit(letter) || (letter == '.' && isDigit(peek(1)))) {
            number();
        } else if (isNameStart(letter) || (letter == ':' && !inBrackets && !inBraces)) {
            word();
        } else {
            sign(letter);
        }
        return true;
    }

    /** Whether it can be nothing in braces, outside of a string. */
    private static boolean isStray(char letter) {
        return !isNameStart(letter) && "}=!,\"'`".indexOf(letter) < 0;
    }

    private Faulty inLength() {
        return fault("unexpected character in duration expression: " + Quoted.rune(text.codePointAt(start)));
    }

    private void finish() throws Faulty {
        if (inBraces) {
            throw fault("unexpected end of input inside braces");
        }
        if (inBrackets && !hasLength) {
            throw fault("unexpected end of input in duration expression");
        }
        if (parens > 0) {
            throw fault("unclosed left parenthesis");
        }
        if (inBrackets) {
            throw fault("unclosed left bracket");
        }
        add(TokenKind.END);
    }

    private void skipSpace() {
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter == '#') {
                skipComment();
            } else if (letter == '\n') {
                at++;
                newLine(at);
            } else if (letter == ' ' || letter == '\t' || letter == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    /** Up to the end of the line, as whichever system ends lines. */
    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void sign(char letter) throws Faulty {
        at++;
        switch (letter) {
            case ',' -> add(TokenKind.COMMA);
            case '(' -> {
                parens++;
                add(TokenKind.LEFT_PAREN);
            }
            case ')' -> closeParen();
            case '{' -> openBrace();
            case '}' -> closeBrace();
            case '[' -> openBracket();
            case ']' -> closeBracket();
            case ':' -> colon();
            case '@' -> add(TokenKind.AT);
            case '+', '-', '*', '/', '%', '^' -> add(TokenKind.OPERATOR);
            case '=', '!', '<', '>' -> comparison(letter);
            default -> throw fault("unexpected character: " + Quoted.rune(text.codePointAt(start)));
        }
    }

    private void comparison(char letter) throws Faulty {
        char second = peek(0);
        if (inBraces) {
            matchOperator(letter, second);
            return;
        }
        boolean pair = second == '=' || ((letter == '<' || letter == '>') && second == '/');
        if (pair) {
            at++;
            add(TokenKind.OPERATOR);
        } else if (letter == '<' || letter == '>') {
            add(TokenKind.OPERATOR);
        } else if (letter == '=' && second != '~') {
            add(TokenKind.ASSIGN);
        } else if (letter == '=') {
            throw fault("unexpected character after '=': '~'");
        } else {
            throw fault("unexpected character after '!': " + following());
        }
    }

    private void matchOperator(char letter, char second) throws Faulty {
        boolean equals = letter == '=';
        if (second == '~' && (equals || letter == '!')) {
            at++;
            add(TokenKind.MATCH);
        } else if (equals) {
            add(TokenKind.ASSIGN);
        } else if (letter == '!' && second == '=') {
            at++;
            add(TokenKind.MATCH);
        } else if (letter == '!') {
            throw fault("unexpected character after '!' inside braces: " + following());
        }
    }

    private String following() {
        return Quoted.rune(at < text.length() ? text.codePointAt(at) : -1);
    }

    private void colon() throws Faulty {
        if (!inBrackets) {
            throw fault("unexpected character: ':'");
        }
        if (hasColon) {
            throw fault("unexpected colon ':'");
        }
        if (!hasLength) {
            start = at;
            throw fault("unexpected colon before duration in duration expression");
        }
        hasColon = true;
        add(TokenKind.COLON);
    }

    private void closeParen() throws Faulty {
        if (--parens < 0) {
            start = at;
            throw fault("unexpected right parenthesis ')'");
        }
        add(TokenKind.RIGHT_PAREN);
    }

    private void openBrace() throws Faulty {
        if (inBraces) {
            throw fault("unexpected left brace '{'");
        }
        inBraces = true;
        add(TokenKind.LEFT_BRACE);
    }

    private void closeBrace() throws Faulty {
        if (!inBraces) {
            throw fault("unexpected character: '}'");
        }
        inBraces = false;
        add(TokenKind.RIGHT_BRACE);
    }

    private void openBracket() throws Faulty {
        if (inBrackets || inBraces) {
            throw fault("unexpected left bracket '['");
        }
        inBrackets = true;
        hasLength = false;
        hasColon = false;
        add(TokenKind.LEFT_BRACKET);
    }

    private void closeBracket() throws Faulty {
        if (!inBrackets) {
            throw fault("unexpected right bracket ']'");
        }
        inBrackets = false;
        add(TokenKind.RIGHT_BRACKET);
    }

    private void word() throws Faulty {
        while (at < text.length()
                && (isNamePart(text.charAt(at)) || (text.charAt(at) == ':' && !inBrackets && !inBraces))) {
            at++;
        }
        String word = text.substring(start, at);
        String lower = word.toLowerCase(Locale.ROOT);
        if (inBrackets && !IN_LENGTHS.contains(lower)) {
            throw hasLength
                    ? fault("unexpected character: " + Quoted.rune(word.charAt(0)) + ", expected ':'")
                    : inLength();
        } else if (inBraces) {
            add(TokenKind.IDENTIFIER);
        } else if (WORD_OPERATORS.contains(lower)) {
            add(TokenKind.OPERATOR);
        } else if (KEYWORDS.contains(lower) || AggregateOp.named(lower).isPresent()) {
            add(TokenKind.KEYWORD);
        } else if (lower.equals("inf") || lower.equals("nan")) {
            add(TokenKind.NUMBER);
        } else {
            add(word.indexOf(':') >= 0 ? TokenKind.METRIC : TokenKind.IDENTIFIER);
        }
    }

    private void number() throws Faulty {
        NumberScan scan = new NumberScan(text, at);
        NumberScan.Kind kind = scan.scan();
        at = scan.end();
        String written = text.substring(start, at);
        String fault = switch (kind) {
            case NUMBER -> NumberScan.numberFault(written);
            case DURATION -> NumberScan.durationFault(written);
            case NEITHER -> "bad number or duration syntax: " + Quoted.go(written);
        };
        if (!fault.isEmpty()) {
            throw fault(fault);
        }
        hasLength |= inBrackets;
        add(kind == NumberScan.Kind.NUMBER ? TokenKind.NUMBER : TokenKind.DURATION);
    }

    private void string(char quote) throws Faulty {
        String fault = quote == '`' ? "" : Escapes.fault(text, quote, at + 1);
        if (!fault.isEmpty()) {
            throw fault(fault);
        }
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            boolean escape = text.charAt(end) == '\\' && quote != '`';
            if (text.charAt(end) == '\n' && quote != '`') {
                throw fault("unterminated quoted string");
            }
            end += escape ? 2 : 1;
        }
        if (end >= text.length()) {
            throw fault(quote == '`' ? "unterminated raw string" : "unterminated quoted string");
        }
        String body = text.substring(at + 1, end);
        at = end + 1;
        String value = quote == '`' ? body : Unquoter.unquote(body).orElseThrow();
        tokens.add(new Token(TokenKind.STRING, value, span()));
        countLines();
    }

    private void countLines() {
        for (int position = start; position < at; position++) {
            if (text.charAt(position) == '\n') {
                newLine(position + 1);
            }
        }
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private void add(TokenKind kind) {
        tokens.add(new Token(kind, text.substring(start, at), span()));
    }

    private void newLine(int start) {
        line++;
        counted = start;
        lineBytes = 0;
    }

    /** Counted on from token to token, so that a long text takes no longer than its length. */
    private Span span() {
        while (counted < start) {
            int point = text.codePointAt(counted);
            lineBytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            counted += Character.charCount(point);
        }
        return new Span(start, at, line, lineBytes + 1);
    }

    private Faulty fault(String message) {
        return new Faulty(span(), message);
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isNameStart(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
    }

    private static boolean isNamePart(char letter) {
        return isNameStart(letter) || isDigit(letter);
    }
}
