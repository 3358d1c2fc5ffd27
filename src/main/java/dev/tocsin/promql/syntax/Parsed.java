package dev.tocsin.promql.syntax;

/** What parsing gave: an expression whose types fit, or the first fault found. */
public sealed interface Parsed {
    /** The text is an expression. */
    record Good(Expr expr) implements Parsed {}

    /** It is not. */
    record Bad(ParseFault fault) implements Parsed {}
}
