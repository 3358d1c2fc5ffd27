package dev.tocsin.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Need;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandTest {
    private static final Instant START = Instant.ofEpochSecond(1_000_000);
    private static final Duration LOOKBACK = Duration.ofMinutes(5);

    @ParameterizedTest(name = "{0} keeps {1} for {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "up == 0;                         up;     5m",
                "up == 0;                         down;",
                "rate(up[10m]) > avg(up);         up;     10m",
                "up offset 1h;                    up;     1h5m",
                "max_over_time(rate(up[5m])[1d:1m]); up;  1d5m",
                "up{job='api'};                   up;     5m",
                "up{job='web'};                   up;",
                "up{job=~'a.*'};                  up;     5m",
                "{job='api'};                     up;     5m",
                "{__name__=~'u.|x'};              up;     5m",
                "{__name__=~'u|x'};               up;",
                "up{missing=''};                  up;     5m",
                "absent(up);                      up;     5m",
                "vector(1);                       up;",
            })
    void keepsWhatIsReadForAsLongAsItIsRead(String expression, String name, String keep) {
        Demand demand = demand(expression, Duration.ZERO);

        assertThat(demand.keep(Labels.of("__name__", name, "job", "api")))
                .isEqualTo(Optional.ofNullable(keep).map(text -> Duration.parse("PT" + hours(text))));
    }

    private static String hours(String text) {
        return text.replace("1d", "24h").toUpperCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest(name = "with {0}, {1} is covered: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "up;                  up;                    true",
                "up;                  up{job='x'};           true",
                "up{job='x'};         up;                    false",
                "up{job=~'x|y'};      up{job='x'};           true",
                "up{job=~'x|y'};      up{job=~'x|y'};        true",
                "up{job=~'.*'};       up;                    true",
                "up{job!='z'};        up{job='x'};           true",
                "up{job!='z'};        up;                    false",
                "up;                  up[5m];                true",
                "up;                  up[6m];                false",
                "up[1h];              up offset 55m;         true",
                "up;                  up + down;             false",
            })
    void saysWhatItCovers(String rule, String query, boolean covered) {
        Demand demand = demand(rule, Duration.ZERO);

        assertThat(needs(query).stream().allMatch(demand::covers)).isEqualTo(covered);
    }

    @Test
    void saysFromWhenANewRuleSeesEverything() {
        Store store = new Store(demand("up", Duration.ofMinutes(30)));
        Instant later = START.plus(Duration.ofHours(2));

        Demand next = store.adopt(
                Demand.of(needs("rate(up[10m]) or rate(up[2h]) or down"), Duration.ofMinutes(30), later), later);

        assertThat(next.fullFrom(need("up[10m]")))
                .hasValue(later.plus(Duration.ofMinutes(90).minusMinutes(110)));
        assertThat(next.fullFrom(need("up[2h]"))).hasValue(later.plus(Duration.ofMinutes(90)));
        assertThat(next.fullFrom(need("down"))).hasValue(later.plus(LOOKBACK));
        assertThat(next.fullFrom(need("up[3h]"))).isEmpty();
        assertThat(next.fullFrom(need("other"))).isEmpty();
    }

    @Test
    void dropsWhatNobodyAsksForAndSaysSo() {
        Store store = new Store(demand("up", Duration.ofMinutes(30)));
        Batch batch = new Batch()
                .add(Labels.of("__name__", "up"), START.toEpochMilli(), 1)
                .add(Labels.of("__name__", "down", "job", "a"), START.toEpochMilli(), 1)
                .add(Labels.of("__name__", "down", "job", "b"), START.toEpochMilli(), 1);

        assertThat(store.append(batch).of(Verdict.UNWANTED)).isEqualTo(2);

        assertThat(store.stock()).extracting(Stock::series, Stock::unwanted).containsExactly(1, 2);
        assertThat(store.gaps(needs("rate(up[5m]) + other"), Duration.ZERO)).isEmpty();
        assertThat(store.gaps(needs("down"), Duration.ZERO))
                .extracting(Gap::message)
                .containsExactly(
                        "{__name__=\"down\"}: 2 series were dropped, for no loaded rule asks for them (retain: rules)");
        assertThat(store.gaps(needs("up"), Duration.ofHours(1)))
                .extracting(Gap::message)
                .containsExactly("{__name__=\"up\"}: older samples than 1800s are not kept, for no loaded rule asks for"
                        + " them (retain: rules)");
    }

    @Test
    void followsAReload() {
        Store store = new Store(demand("up", Duration.ZERO));
        Labels down = Labels.of("__name__", "down");
        store.append(new Batch().add(Labels.of("__name__", "up"), 1, 1).add(down, 1, 1));

        store.adopt(demand("down", Duration.ZERO), START);

        assertThat(store.stock()).isEqualTo(new Stock(0, 0, 0, 0, store.stock().tally()));
        store.append(new Batch().add(Labels.of("__name__", "up"), 2, 1).add(down, 2, 1));
        assertThat(store.labels(List.of(), 0, 10)).containsExactly(down);
    }

    @Test
    void forgetsUnwantedSeriesThatDoNotComeAgain() {
        Store store = new Store(demand("up", Duration.ZERO));
        store.append(new Batch().add(Labels.of("__name__", "down"), START.toEpochMilli(), 1));

        store.trim(START.plus(Duration.ofMinutes(59)));
        assertThat(store.stock().unwanted()).isOne();
        store.trim(START.plus(Duration.ofMinutes(61)));
        assertThat(store.stock().unwanted()).isZero();
    }

    static Demand demand(String expression, Duration least) {
        return Demand.of(needs(expression), least, START);
    }

    private static Need need(String expression) {
        return needs(expression).getFirst();
    }

    private static List<Need> needs(String expression) {
        return switch (Promql.parse(expression)) {
            case Parsed.Good good -> Need.of(good.expr(), LOOKBACK, Duration.ofMinutes(1));
            case Parsed.Bad bad -> throw new AssertionError(bad.fault());
        };
    }
}
