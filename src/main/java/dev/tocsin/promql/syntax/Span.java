package dev.tocsin.promql.syntax;

/**
 * A place in the text of an expression.
 *
 * @param start first character, from 0
 * @param end first character after it
 * @param line of the start, from 1
 * @param column of the start, from 1, in UTF-8 bytes as Prometheus counts
 */
public record Span(int start, int end, int line, int column) {
    /** From the start of this to the end of {@code last}. */
    public Span to(Span last) {
        return new Span(start, last.end, line, column);
    }

    /** {@code line:column}, as annotations show it. */
    public String place() {
        return line + ":" + column;
    }
}
