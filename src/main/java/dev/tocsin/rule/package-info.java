/**
 * Rules: Prometheus' rule files, read with every fault at its place; a group evaluated at an instant to findings and
 * recorded samples; when each group is due. Evaluation is a function of the time, the group and a view of the series;
 * only {@link dev.tocsin.rule.RuleRunner} knows threads.
 */
@NullMarked
package dev.tocsin.rule;

import org.jspecify.annotations.NullMarked;
