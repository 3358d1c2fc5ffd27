package dev.tocsin.promql.syntax;

/**
 * Why a text is no expression, in Prometheus' words.
 *
 * @param line within the expression, from 1
 * @param column in characters, from 1
 */
public record ParseFault(int line, int column, String message) {
    /** As Prometheus writes it: {@code 1:5: parse error: ...}. */
    @Override
    public String toString() {
        return line + ":" + column + ": parse error: " + message;
    }
}
