/**
 * PromQL, as Prometheus 3 has it: text to a syntax tree ({@code syntax}) to a value at an instant or over a range. This
 * package declares the port that it reads samples from and does no input or output of its own. {@link
 * dev.tocsin.promql.Promql} parses, {@link dev.tocsin.promql.Engine} evaluates.
 */
@NullMarked
package dev.tocsin.promql;

import org.jspecify.annotations.NullMarked;
