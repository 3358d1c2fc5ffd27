package dev.tocsin.app;

import dev.tocsin.config.Fields;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Limits;
import dev.tocsin.promql.Room;
import dev.tocsin.promql.syntax.Features;
import java.time.Duration;

/**
 * What one query may use, whoever asks: people, rules, remedies. The keys are called as Prometheus' flags {@code --query.*}.
 *
 * @param timeout from when it is asked, waiting included
 * @param maxSamples how many samples it may hold at a time, of 16 bytes each; less when the heap is small
 * @param maxSeries how many series one selector may find
 * @param maxConcurrency how many queries of people are evaluated at a time
 * @param lookbackDelta how long a sample stands for its series
 */
public record QueryConfig(
        Duration timeout, long maxSamples, int maxSeries, int maxConcurrency, Duration lookbackDelta) {
    private static final Duration SUBQUERY_STEP = Duration.ofMinutes(1);

    /** What holds where nothing is said. */
    public static final QueryConfig USUAL = new QueryConfig(
            Duration.ofMinutes(2),
            Limits.standard().samples(),
            Limits.standard().series(),
            8,
            Engine.Options.standard().lookback());

    static QueryConfig read(Fields in) {
        return new QueryConfig(
                positive(in, "timeout", USUAL.timeout),
                positive(in, "max_samples", USUAL.maxSamples),
                (int) Math.min(Integer.MAX_VALUE, positive(in, "max_series", USUAL.maxSeries)),
                (int) Math.min(Integer.MAX_VALUE, positive(in, "max_concurrency", USUAL.maxConcurrency)),
                positive(in, "lookback_delta", USUAL.lookbackDelta));
    }

    private static Duration positive(Fields in, String key, Duration usual) {
        Duration given = in.duration(key, usual);
        if (!given.isPositive()) {
            in.fault(key, "must be longer than 0s");
            return usual;
        }
        return given;
    }

    private static long positive(Fields in, String key, long usual) {
        long given = in.whole(key, usual);
        if (given < 1) {
            in.fault(key, "must be 1 at least");
            return usual;
        }
        return given;
    }

    /** How an engine evaluates under these limits, beside whatever else shares {@code room}. */
    Engine.Options options(Features features, Room room) {
        return new Engine.Options(
                lookbackDelta, SUBQUERY_STEP, features, new Limits(maxSamples, maxSeries, room, () -> false));
    }
}
