package dev.tocsin.promql.syntax;

/** Carries a {@link ParseFault} out of the parser; never leaves this package. */
final class Faulty extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ParseFault fault;

    Faulty(Span span, String message) {
        super(message, null, false, false);
        this.fault = new ParseFault(span.line(), span.column(), message);
    }

    ParseFault fault() {
        return fault;
    }
}
