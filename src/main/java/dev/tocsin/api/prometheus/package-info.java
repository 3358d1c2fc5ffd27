/**
 * Prometheus' HTTP API, as its documentation for 3.x has it: queries, series and their labels, rules, alerts, targets, status. Reads
 * what is published and changes nothing. Answers are written as they are made, never held as trees.
 */
@NullMarked
package dev.tocsin.api.prometheus;

import org.jspecify.annotations.NullMarked;
