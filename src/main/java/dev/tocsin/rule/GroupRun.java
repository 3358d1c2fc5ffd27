package dev.tocsin.rule;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.clock.Clock;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import dev.tocsin.template.Querier;
import dev.tocsin.template.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One evaluation of one group. Used once, by one thread. */
final class GroupRun {
    private final RuleGroup group;
    private final Moment moment;
    private final Overlay view;
    private final Frame frame;
    private final long timeMillis;
    private Written written;

    /** What surrounds every evaluation. */
    record Frame(RuleEvaluator.Settings settings, Clock clock) {}

    GroupRun(RuleGroup group, Moment moment, Source view, Written written, Frame frame) {
        this.group = group;
        this.moment = moment;
        this.view = new Overlay(view);
        this.written = written;
        this.frame = frame;
        this.timeMillis = moment.at().minus(group.pace().queryOffset()).toEpochMilli();
    }

    Written written() {
        return written;
    }

    RuleOutcome evaluate(Rule rule) {
        return switch (rule) {
            case AlertingRule alerting -> alert(alerting);
            case RecordingRule recording -> write(recording);
        };
    }

    private RuleOutcome alert(AlertingRule rule) {
        Attempt<List<Finding.Hit>> attempt = new Attempt<>(rule, List.of());
        attempt.run(given -> {
            List<Finding.Hit> hits = hits(rule, attempt.asking).of(given);
            checkLimit(hits.size(), "alerts");
            return hits;
        });
        Finding finding = new Finding(rule.key(), rule.hold(), moment.at(), moment.occasion(), result(attempt));
        return new RuleOutcome.Alerted(rule, finding, attempt.trace());
    }

    private Hits hits(AlertingRule rule, Asking asking) {
        Surroundings surroundings = frame.settings().surroundings().get();
        Querier querier = asking.querier(moment.at().toEpochMilli());
        return new Hits(
                rule, surroundings, new World(moment.at(), surroundings.externalUrl(), querier, World.Escape.NONE));
    }

    private Finding.Result result(Attempt<List<Finding.Hit>> attempt) {
        if (attempt.error.isEmpty()) {
            return new Finding.Result.Met(attempt.value);
        }
        // An arrival may only start alerts, never end them.
        boolean clears = attempt.isOverLimit && moment.occasion() == Occasion.INTERVAL;
        return clears ? new Finding.Result.Discarded(attempt.error) : new Finding.Result.Failed(attempt.error);
    }

    private RuleOutcome write(RecordingRule rule) {
        Attempt<List<Value.Entry>> attempt = new Attempt<>(rule, List.of());
        attempt.run(given -> {
            List<Value.Entry> samples = labelled(rule, given);
            checkLimit(samples.size(), "series");
            return samples;
        });
        if (!attempt.error.isEmpty()) {
            return new RuleOutcome.Recorded(rule, List.of(), attempt.trace());
        }
        List<Value.Entry> samples = written.completed(rule.key(), attempt.value, timeMillis);
        view.add(samples);
        // What an arrival records is seen by the rules after it and by nobody else: series have one point an interval.
        if (moment.occasion() == Occasion.ARRIVAL) {
            return new RuleOutcome.Recorded(rule, List.of(), attempt.trace());
        }
        written = written.after(rule.key(), samples);
        return new RuleOutcome.Recorded(rule, samples, attempt.trace());
    }

    private List<Value.Entry> labelled(RecordingRule rule, List<Value.Entry> given) {
        List<Value.Entry> samples = new ArrayList<>(given.size());
        Set<Labels> seen = new HashSet<>();
        for (Value.Entry entry : given) {
            Labels.Builder labels = entry.labels().toBuilder().set(Label.METRIC_NAME, rule.name());
            rule.labels().forEach(labels::set);
            Value.Entry sample = new Value.Entry(labels.build(), timeMillis, entry.value(), entry.histogram());
            if (!seen.add(sample.labels())) {
                throw RuleFault.of("vector contains metrics with the same labelset after applying rule labels");
            }
            samples.add(sample);
        }
        return samples;
    }

    private void checkLimit(int size, String what) {
        if (group.limit() > 0 && size > group.limit()) {
            throw RuleFault.overLimit("exceeded limit of " + group.limit() + " with " + size + " " + what);
        }
    }

    private Optional<Asking.Elsewhere> elsewhere() {
        return group.datasource()
                .map(name -> new Asking.Elsewhere(
                        frame.settings().datasources().apply(name).orElse((expr, time, patience) -> unknown(name)),
                        frame.settings().patience()));
    }

    private static Outcome unknown(String name) {
        return new Outcome.Failure(Outcome.Cause.EXECUTION, "no datasource is called " + name);
    }

    /** What becomes of the results of a rule. */
    private interface Use<T> {
        T of(List<Value.Entry> given);
    }

    /** One rule tried: its value, or its error. One bad rule stays one bad rule, whatever it does. */
    private final class Attempt<T> {
        private final Rule rule;
        private final Duration started = frame.clock().elapsed();
        private final Asking asking = new Asking(frame.settings().options(), this::isExpired, view, elsewhere());
        private T value;
        private String error = "";
        private boolean isOverLimit;
        private int series;
        private List<String> warnings = List.of();

        Attempt(Rule rule, T none) {
            this.rule = rule;
            this.value = none;
        }

        void run(Use<T> use) {
            try {
                Asking.Given given = asking.ask(rule.expr(), timeMillis);
                series = given.entries().size();
                warnings = given.warnings();
                value = use.of(given.entries());
            } catch (RuleFault fault) {
                error = fault.words();
                isOverLimit = fault.isOverLimit();
            } catch (RuntimeException | StackOverflowError bug) {
                error = "the evaluation broke off: " + bug;
            }
        }

        private boolean isExpired() {
            return moment.stopped().getAsBoolean()
                    || took().compareTo(frame.settings().patience()) > 0;
        }

        private Duration took() {
            return frame.clock().elapsed().minus(started);
        }

        Trace trace() {
            return new Trace(moment.at(), moment.occasion(), took(), series, error, warnings);
        }
    }
}
