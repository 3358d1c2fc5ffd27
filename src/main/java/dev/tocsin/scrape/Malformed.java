package dev.tocsin.scrape;

/** A page that does not keep to its format; the message says what is wrong and the line says where. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 40;

    private final int line;

    Malformed(int line, String message) {
        super(message, null, false, false);
        this.line = line;
    }

    /** What is wrong, and on which line. */
    String placed() {
        return (line > 0 ? "line " + line + ": " : "") + getMessage();
    }

    /** Counted from 1; 0 in a page without lines. */
    int line() {
        return line;
    }

    /** As much of {@code text} as fits into a message, on one line. */
    static String quote(String text) {
        String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
