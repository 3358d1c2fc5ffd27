package dev.tocsin.lab.ruletest;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alerts;
import dev.tocsin.clock.Clock;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.lab.ruletest.TestFile.Scenario;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.rule.AlertSeries;
import dev.tocsin.rule.AlertingRule;
import dev.tocsin.rule.Moment;
import dev.tocsin.rule.Rule;
import dev.tocsin.rule.RuleEvaluator;
import dev.tocsin.rule.RuleGroup;
import dev.tocsin.rule.RuleOutcome;
import dev.tocsin.rule.Surroundings;
import dev.tocsin.rule.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lives through one scenario step by step: samples come in, all groups are evaluated, alerts go on. Used once. */
final class Replay {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<RuleGroup> groups;
    private final Engine.Options options;
    private final RuleEvaluator evaluator;
    private final Input input;
    private final Samples samples = new Samples();
    private final Map<String, Written> written = new HashMap<>();
    private Alerts alerts = Alerts.none();
    private AlertSeries series = AlertSeries.none();

    Replay(List<RuleGroup> groups, Scenario scenario, Engine.Options options) {
        Surroundings surroundings = new Surroundings(
                scenario.setting().externalLabels(), scenario.setting().externalUrl());
        Clock clock = new SimulatedClock(scenario.start());
        this.groups = groups;
        this.options = options;
        this.evaluator = new RuleEvaluator(new RuleEvaluator.Settings(options, surroundings, PATIENCE), clock);
        this.input = new Input(scenario);
    }

    /** Evaluates all groups as of {@code at}; what went wrong, as {@code rule: name, err: why}. */
    List<String> evaluate(Instant at) {
        samples.append(input.until(at));
        List<String> errors = new ArrayList<>();
        for (RuleGroup group : groups) {
            Written before = written.getOrDefault(group.key(), Written.nothing());
            written.put(
                    group.key(),
                    evaluator.evaluate(group, samples, Moment.slot(at), before, outcome -> hear(outcome, errors)));
        }
        return errors;
    }

    private void hear(RuleOutcome outcome, List<String> errors) {
        if (outcome.trace().failed()) {
            errors.add("rule: " + outcome.rule().name() + ", err: "
                    + outcome.trace().error());
        }
        if (outcome instanceof RuleOutcome.Recorded recorded) {
            samples.append(recorded.samples());
        }
        alerts = alerts.advance(List.of(outcome.finding()));
        AlertSeries.Next next = series.after(List.of(outcome.finding()), alerts);
        series = next.series();
        samples.append(next.samples());
    }

    /** The alerts called {@code name} that fire, of whatever group. */
    List<Alert> firing(String name) {
        List<Alert> firing = new ArrayList<>();
        for (RuleGroup group : groups) {
            for (Rule rule : group.rules()) {
                if (rule instanceof AlertingRule && rule.name().equals(name)) {
                    alerts.of(rule.key()).stream().filter(Alert::isFiring).forEach(firing::add);
                }
            }
        }
        return firing;
    }

    /** Reads {@code text} in the language that the rules have, too. */
    Parsed parse(String text) {
        return Promql.parse(text, options.features());
    }

    /** What {@code expr} gives over all that was written down and recorded. */
    Outcome ask(Expr expr, Instant at) {
        return new Engine(options).instant(expr, samples, at.toEpochMilli());
    }

    /** The samples of {@code value}: a scalar counts as one; nothing else has any. */
    static Optional<List<Value.Entry>> vector(Value value) {
        return switch (value) {
            case Value.Vector(List<Value.Entry> entries) -> Optional.of(entries);
            case Value.Scalar(long time, double number) ->
                Optional.of(List.of(new Value.Entry(Labels.empty(), time, number, null)));
            case Value.Matrix matrix -> Optional.empty();
            case Value.Text text -> Optional.empty();
        };
    }
}
