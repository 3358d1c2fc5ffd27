package dev.tocsin.lab.promqltest;

/** A place in a line of text, with the few things that all readers of notation do. */
final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
        this.text = text;
    }

    boolean done() {
        return at >= text.length();
    }

    char peek() {
        return done() ? '\0' : text.charAt(at);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    char take() {
        return text.charAt(at++);
    }

    boolean takeIf(String wanted) {
        boolean found = text.startsWith(wanted, at);
        at += found ? wanted.length() : 0;
        return found;
    }

    void expect(String wanted) throws ScriptFault {
        if (!takeIf(wanted)) {
            throw fault("expected " + wanted);
        }
    }

    void skipSpace() {
        while (!done() && Character.isWhitespace(peek())) {
            at++;
        }
    }

    boolean atSpace() {
        return done() || Character.isWhitespace(peek());
    }

    /** Up to but without the first of {@code ends}, or to the end of the text. */
    String until(String ends) {
        int start = at;
        while (!done() && ends.indexOf(peek()) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    String rest() {
        return text.substring(at);
    }

    ScriptFault fault(String message) {
        return new ScriptFault(message + " at character " + (at + 1) + " of: " + text);
    }
}
