package dev.tocsin.rule;

import dev.tocsin.clock.Clock;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Evaluates groups. Holds nothing between evaluations; for any thread, each evaluation on its caller's. The clock is asked
 * only for how long a rule takes.
 */
public final class RuleEvaluator {
    private final Settings settings;
    private final Clock clock;

    /**
     * What every evaluation has in common.
     *
     * @param surroundings asked for each rule: a reload may change them
     * @param patience how long one rule may take
     * @param datasources the stores by name; what a name stands for may change
     */
    public record Settings(
            Engine.Options options,
            Supplier<Surroundings> surroundings,
            Duration patience,
            Function<String, Optional<Datasource>> datasources) {
        /** Without stores elsewhere. */
        public Settings(Engine.Options options, Surroundings surroundings, Duration patience) {
            this(options, () -> surroundings, patience, name -> Optional.empty());
        }

        /** Prometheus' defaults. */
        public static Settings standard(Surroundings surroundings) {
            return new Settings(Engine.Options.standard(), surroundings, Duration.ofMinutes(2));
        }
    }

    public RuleEvaluator(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Evaluates the rules of {@code group} in order, all as of {@code moment}, and tells {@code heard} each outcome before
     * the next rule is evaluated. A rule that fails, or runs out of time, keeps no other from being evaluated. A rule sees
     * over {@code view} what earlier ones recorded in this evaluation.
     *
     * @param written what this returned for the group's last evaluation
     * @return what has been written now
     */
    public Written evaluate(RuleGroup group, Source view, Moment moment, Written written, Consumer<RuleOutcome> heard) {
        try (Source.View now = view.view()) {
            GroupRun run = new GroupRun(group, moment, now, written, new GroupRun.Frame(settings, clock));
            group.rules().forEach(rule -> heard.accept(run.evaluate(rule)));
            return run.written();
        }
    }
}
