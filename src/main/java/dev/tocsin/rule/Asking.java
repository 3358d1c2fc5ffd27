package dev.tocsin.rule;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.ParseFault;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.template.Querier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks a view of the series, or a store elsewhere, for rules and for the function {@code query} of their templates. */
record Asking(Engine.Options options, BooleanSupplier expired, Source view, Optional<Elsewhere> elsewhere) {
    /** Who is asked instead of the view, and for how long at most. */
    record Elsewhere(Datasource store, Duration patience) {}

    /** What an expression gave. */
    record Given(List<Value.Entry> entries, List<String> warnings) {}

    /** The vector that {@code expr} gives; a scalar counts as one value without labels. Throws {@link RuleFault}. */
    Given ask(Expr expr, long timeMillis) {
        return switch (outcome(expr, timeMillis)) {
            case Outcome.Failure(Outcome.Cause cause, String message) -> throw RuleFault.of(message);
            case Outcome.Answer(Value value, List<String> warnings, List<String> infos) ->
                new Given(vector(value), warnings);
        };
    }

    private Outcome outcome(Expr expr, long timeMillis) {
        return elsewhere
                .map(asked -> asked.store().instant(expr, timeMillis, asked.patience()))
                .orElseGet(() -> engine().instant(expr, view, timeMillis));
    }

    private Engine engine() {
        return new Engine(options.with(options.limits().until(expired)));
    }

    private static List<Value.Entry> vector(Value value) {
        return switch (value) {
            case Value.Vector(List<Value.Entry> entries) -> entries;
            case Value.Scalar(long time, double number) -> List.of(new Value.Entry(Labels.empty(), time, number, null));
            case Value.Matrix matrix -> throw noVector();
            case Value.Text text -> throw noVector();
        };
    }

    private static RuleFault noVector() {
        return RuleFault.of("rule result is not a vector or scalar");
    }

    /** Answers templates as of {@code timeMillis}. */
    Querier querier(long timeMillis) {
        return text -> switch (Promql.parse(text, options.features())) {
            case Parsed.Bad(ParseFault fault) -> new Querier.Answer.Failed(fault.toString());
            case Parsed.Good(Expr expr) -> answer(expr, timeMillis);
        };
    }

    private Querier.Answer answer(Expr expr, long timeMillis) {
        try {
            return new Querier.Answer.Samples(ask(expr, timeMillis).entries().stream()
                    .map(entry -> new Sample(entry.labels(), entry.timeMillis(), entry.value()))
                    .toList());
        } catch (RuleFault fault) {
            return new Querier.Answer.Failed(fault.words());
        }
    }
}
