/**
 * Runs scripts in the language of Prometheus' own PromQL test suite: {@code load} series, {@code eval} an expression,
 * compare with what is expected. {@link dev.tocsin.lab.promqltest.ScriptRunner} runs them; {@link
 * dev.tocsin.lab.promqltest.SeriesNotation} reads the notation of series, which rule unit tests use, too.
 */
@NullMarked
package dev.tocsin.lab.promqltest;

import org.jspecify.annotations.NullMarked;
