/**
 * Runs unit tests of rules in promtool's format: series that are written down, rules evaluated over them step by step, and
 * the alerts and values that are expected at given times. {@link dev.tocsin.lab.ruletest.RuleTests} is the way in. The
 * rules are evaluated and the alerts advanced by the same code as in the running agent.
 */
@NullMarked
package dev.tocsin.lab.ruletest;

import org.jspecify.annotations.NullMarked;
