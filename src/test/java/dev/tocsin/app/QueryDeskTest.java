package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Room;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Parsed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryDeskTest {
    private final SimulatedClock clock = new SimulatedClock(Instant.EPOCH);

    private static Loaded<QueryConfig> read(String yaml) {
        return Config.load(new Source("tocsin.yml", yaml, Path.of(".")), name -> Optional.empty(), QueryConfig::read);
    }

    private QueryDesk desk(String yaml) {
        if (read(yaml) instanceof Loaded.Ready<QueryConfig>(QueryConfig config, var none)) {
            return new QueryDesk(config, Features.standard(), Room.endless(), clock);
        }
        throw new AssertionError(yaml);
    }

    @Test
    void hasPrometheusDefaultsWhereItHasSome() {
        assertThat(read("{}")).isEqualTo(new Loaded.Ready<>(QueryConfig.USUAL, List.of()));
        assertThat(QueryConfig.USUAL)
                .isEqualTo(new QueryConfig(Duration.ofMinutes(2), 50_000_000, 1_000_000, 8, Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout: 0s, timeout: must be longer than 0s",
        "max_samples: 0, max_samples: must be 1 at least",
        "max_series: -3, max_series: must be 1 at least",
        "max_concurrency: 0, max_concurrency: must be 1 at least",
        "lookback_delta: 0s, lookback_delta: must be longer than 0s"
    })
    void refusesWhatLetsNothingThrough(String yaml, String fault) {
        assertThat(read(yaml)).isInstanceOf(Loaded.Refused.class).asString().contains(fault.split(": ")[1]);
    }

    @Test
    void whatIsConfiguredHolds() {
        QueryDesk desk = desk("{max_samples: 3, max_series: 2, lookback_delta: 1m, timeout: 7s}");
        assertThat(desk.options().limits().samples()).isEqualTo(3);
        assertThat(desk.options().limits().series()).isEqualTo(2);
        assertThat(desk.options().lookback()).isEqualTo(Duration.ofMinutes(1));
        assertThat(desk.timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whatTakesTooLongEnds() {
        QueryDesk desk = desk("timeout: 7s");
        Outcome outcome = desk.ask(engine -> {
            clock.advance(Duration.ofSeconds(8));
            Parsed.Good one = (Parsed.Good) Promql.parse("vector(1)");
            return engine.instant(one.expr(), (matchers, from, to) -> List.of(), 0);
        });
        assertThat(outcome)
                .isEqualTo(new Outcome.Failure(Outcome.Cause.TIMEOUT, "query timed out in expression evaluation"));
    }

    @Test
    void whoFindsNoPlaceInTimeIsToldSo() throws InterruptedException {
        QueryDesk desk = desk("max_concurrency: 1");
        AtomicReference<Outcome> second = new AtomicReference<>();
        Outcome.Failure any = new Outcome.Failure(Outcome.Cause.EXECUTION, "any");
        desk.ask(engine -> {
            second.set(desk.ask(desk.options(), Duration.ofMillis(1), other -> any));
            return any;
        });
        assertThat(second.get())
                .isEqualTo(new Outcome.Failure(Outcome.Cause.TIMEOUT, "query timed out in query queue"));
        assertThat(desk.ask(engine -> any)).isEqualTo(any);
    }
}
