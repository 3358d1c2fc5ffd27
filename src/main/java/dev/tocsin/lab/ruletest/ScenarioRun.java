package dev.tocsin.lab.ruletest;

import dev.tocsin.lab.promqltest.CaseResult;
import dev.tocsin.lab.promqltest.CaseResult.Verdict;
import dev.tocsin.lab.ruletest.TestFile.AlertCase;
import dev.tocsin.lab.ruletest.TestFile.ExprCase;
import dev.tocsin.lab.ruletest.TestFile.Scenario;
import dev.tocsin.model.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs one scenario and compares. Used once. */
final class ScenarioRun {
    private final String file;
    private final TestFile tests;
    private final Scenario scenario;
    private final Replay replay;
    private final List<CaseResult> results = new ArrayList<>();

    ScenarioRun(String file, TestFile tests, Scenario scenario, Replay replay) {
        this.file = file;
        this.tests = tests;
        this.scenario = scenario;
        this.replay = replay;
    }

    /**
     * One result for each case. When a rule cannot be evaluated, the cases that were not reached fail with its error; the test itself,
     * where there are none.
     */
    List<CaseResult> run() {
        List<AlertCase> waiting = new ArrayList<>(scenario.alerts());
        waiting.sort(Comparator.comparing(AlertCase::time));
        Instant end = scenario.start().plus(scenario.length());
        for (Instant at = scenario.start(); !at.isAfter(end); at = at.plus(tests.interval())) {
            List<String> errors = replay.evaluate(at);
            if (!errors.isEmpty()) {
                String time = Durations.format(Duration.between(scenario.start(), at));
                failAll(waiting, "at " + time + ": " + String.join("; ", errors));
                return results;
            }
            // Of several evaluations before a case's time, the last counts.
            Instant next = at.plus(tests.interval());
            while (!waiting.isEmpty()
                    && scenario.start().plus(waiting.getFirst().time()).isBefore(next)) {
                check(waiting.removeFirst());
            }
        }
        scenario.exprs().forEach(this::check);
        return results;
    }

    private void failAll(List<AlertCase> waiting, String why) {
        Verdict verdict = new Verdict.Failed("rules that can be evaluated", why);
        if (waiting.isEmpty() && scenario.exprs().isEmpty()) {
            add(scenario.line(), "the rules", verdict);
        }
        waiting.forEach(one -> add(one.line(), text(one), verdict));
        scenario.exprs().forEach(one -> add(one.line(), text(one), verdict));
    }

    private void check(AlertCase one) {
        add(one.line(), text(one), AlertComparison.compare(one, replay.firing(one.alert())));
    }

    private void check(ExprCase one) {
        Instant at = scenario.start().plus(one.time());
        add(one.line(), text(one), new ExprComparison(tests.fuzzy()).compare(one, replay, at));
    }

    private void add(int line, String text, Verdict verdict) {
        String name = scenario.name().isEmpty() ? "" : scenario.name() + ": ";
        results.add(new CaseResult(file, line, name + text, verdict));
    }

    private static String text(AlertCase one) {
        return "alertname: " + one.alert() + ", time: " + Durations.format(one.time());
    }

    private static String text(ExprCase one) {
        return "expr: " + one.expr().strip() + ", time: " + Durations.format(one.time());
    }
}
