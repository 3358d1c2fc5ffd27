package dev.tocsin.promql.syntax;

/** The {@code @} modifier: what time a selector looks at, whatever the time of evaluation. */
public sealed interface At {
    /** {@code @ 1609746000}, in epoch milliseconds. */
    record Time(long millis) implements At {}

    /** {@code @ start()}: the first step of the query. */
    record Start() implements At {}

    /** {@code @ end()}: its last step. */
    record End() implements At {}
}
