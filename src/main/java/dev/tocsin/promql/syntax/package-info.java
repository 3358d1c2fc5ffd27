/**
 * The language: lexer, parser, type check and printer, and the sealed tree {@link dev.tocsin.promql.syntax.Expr} that
 * they share. Knows nothing of samples.
 */
@NullMarked
package dev.tocsin.promql.syntax;

import org.jspecify.annotations.NullMarked;
