package dev.tocsin.app;

import dev.tocsin.clock.Clock;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Room;
import dev.tocsin.promql.syntax.Features;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Where people's queries are evaluated: a few at a time, since each may need much memory, and within the limits that are configured.
 * For any thread that may wait; a query runs on its caller's.
 */
public final class QueryDesk {
    private final QueryConfig config;
    private final Engine.Options options;
    private final Clock clock;
    private final Semaphore places;

    /** All queries together hold as many samples as {@code room} has place for. */
    public QueryDesk(QueryConfig config, Features features, Room room, Clock clock) {
        this.config = config;
        this.options = config.options(features, room);
        this.clock = clock;
        this.places = new Semaphore(config.maxConcurrency(), true);
    }

    /** How queries are evaluated that do not ask otherwise. */
    public Engine.Options options() {
        return options;
    }

    /** How long a query may take that does not ask for less. */
    public Duration timeout() {
        return config.timeout();
    }

    /** Evaluates with what is configured. */
    public Outcome ask(Function<Engine, Outcome> question) {
        return ask(options, config.timeout(), question);
    }

    /** Evaluates with {@code asked}, for {@code patience} at most, the time until there is a free place included. */
    public Outcome ask(Engine.Options asked, Duration patience, Function<Engine, Outcome> question) {
        Duration end = clock.elapsed().plus(patience.compareTo(config.timeout()) < 0 ? patience : config.timeout());
        if (!take(end.minus(clock.elapsed()))) {
            return new Outcome.Failure(Outcome.Cause.TIMEOUT, "query timed out in query queue");
        }
        try {
            return question.apply(new Engine(
                    asked.with(asked.limits().until(() -> clock.elapsed().compareTo(end) > 0))));
        } finally {
            places.release();
        }
    }

    private boolean take(Duration patience) {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
