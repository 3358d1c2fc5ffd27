package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.app.QueryDesk;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Need;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code query} and {@code query_range}. For any thread; a query runs on its caller's. */
final class Queries {
    private static final long MOST_POINTS = 11_000;

    private final QueryDesk desk;
    private final Engine.Options options;

    Queries(QueryDesk desk) {
        this.desk = desk;
        this.options = desk.options();
    }

    /** What one request asks for besides its expression. */
    private record Terms(Engine.Options options, Duration patience, int limit, String stats) {}

    /** What is evaluated. */
    private interface Evaluation {
        Outcome of(Engine engine, Tallying source);
    }

    /** {@code query, time, timeout, limit, lookback_delta, stats}. */
    Answer instant(Reading from, Parameters given) throws Refusal {
        Times times = new Times(given);
        int limit = times.limit("limit");
        long at = times.optional("time", from.now().toEpochMilli());
        Terms terms = terms(given, times, limit);
        Expr expr = parsed(given);
        return answer(from, terms, expr, at, (engine, source) -> engine.instant(expr, source, at));
    }

    /** {@code query, start, end, step} and the rest as for an instant. */
    Answer range(Reading from, Parameters given) throws Refusal {
        Times times = new Times(given);
        int limit = times.limit("limit");
        Engine.Range range = steps(times);
        Terms terms = terms(given, times, limit);
        Expr expr = parsed(given);
        return answer(from, terms, expr, range.fromMillis(), (engine, source) -> engine.range(expr, source, range));
    }

    private static Engine.Range steps(Times times) throws Refusal {
        long start = times.required("start");
        long end = times.required("end");
        if (end < start) {
            throw Refusal.parameter("end", "end timestamp must not be before start time");
        }
        Duration step = times.duration("step");
        if (!step.isPositive()) {
            throw Refusal.parameter(
                    "step", "zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        // Timestamps have milliseconds, and so have steps.
        long millis = Math.max(1, step.toMillis());
        if ((end - start) / millis > MOST_POINTS) {
            throw Refusal.badData("exceeded maximum resolution of 11,000 points per timeseries. "
                    + "Try decreasing the query resolution (?step=XX)");
        }
        return new Engine.Range(start, end, millis);
    }

    private Terms terms(Parameters given, Times times, int limit) throws Refusal {
        Duration patience = given.has("timeout") ? times.duration("timeout") : desk.timeout();
        Engine.Options asked = times.lookback().map(options::withLookback).orElse(options);
        return new Terms(asked, patience, limit, given.text("stats"));
    }

    private Expr parsed(Parameters given) throws Refusal {
        return switch (Promql.parse(given.text("query"), options.features())) {
            case Parsed.Bad bad -> throw Refusal.parameter("query", bad.fault().toString());
            case Parsed.Good(Expr expr) -> expr;
        };
    }

    private Answer answer(Reading from, Terms terms, Expr expr, long first, Evaluation evaluation) throws Refusal {
        Duration start = from.clock().elapsed();
        Tallying source = new Tallying(from.store());
        Outcome.Answer outcome =
                answered(desk.ask(terms.options(), terms.patience(), engine -> evaluation.of(engine, source)));
        Duration took = from.clock().elapsed().minus(start);
        List<Need> needs =
                Need.of(expr, terms.options().lookback(), terms.options().subqueryStep());
        List<String> warnings = new ArrayList<>(outcome.warnings());
        warnings.addAll(from.gaps(needs, first));
        Value value = Cut.to(terms.limit(), outcome.value(), warnings);
        Stats stats = new Stats(terms.stats(), took, source.samples());
        return new Answer(out -> write(value, stats, out), warnings, outcome.infos());
    }

    private static Outcome.Answer answered(Outcome outcome) throws Refusal {
        return switch (outcome) {
            case Outcome.Answer answer -> answer;
            case Outcome.Failure(Outcome.Cause cause, String message) ->
                throw switch (cause) {
                    case QUERY -> Refusal.parameter("query", message);
                    case EXECUTION, TOO_MUCH -> new Refusal(Refusal.Kind.EXECUTION, message);
                    case TIMEOUT -> new Refusal(Refusal.Kind.TIMEOUT, message);
                };
        };
    }

    private static void write(Value value, Stats stats, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("resultType", value.kind());
        out.writeFieldName("result");
        new ValueJson(out).write(value);
        stats.write(out);
        out.writeEndObject();
    }
}
