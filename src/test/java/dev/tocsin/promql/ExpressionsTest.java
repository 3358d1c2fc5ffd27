package dev.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.series.Store;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dfuzz.rounds=100000} makes it longer. */
class ExpressionsTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 500);
    private static final Limits LIMITS = new Limits(500_000, 10_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatIsRightIsPrintedAsTheSame_andAnsweredOrRefused(long seed) {
        Expressions expressions = new Expressions(new Random(seed));
        Store store = new Recording().store();
        Engine engine = new Engine(Engine.Options.standard().with(LIMITS));
        int answered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = expressions.right();
            Parsed parsed = Promql.parse(text);
            assertThat(parsed).as(text).isInstanceOf(Parsed.Good.class);
            Expr expr = ((Parsed.Good) parsed).expr();
            assertThat(printed(expr.toString())).isEqualTo(expr.toString());
            assertThat(printed(Promql.pretty(expr))).isEqualTo(expr.toString());
            Outcome outcome = round % 2 == 0
                    ? engine.instant(expr, store, Recording.START + 1_800_000)
                    : engine.range(
                            expr,
                            store,
                            new Engine.Range(Recording.START + 900_000, Recording.START + 1_800_000, 60_000));
            answered += outcome instanceof Outcome.Answer ? 1 : 0;
        }
        assertThat(answered).isGreaterThan(ROUNDS / 2);
    }

    private static String printed(String text) {
        return switch (Promql.parse(text)) {
            case Parsed.Good(Expr expr) -> expr.toString();
            case Parsed.Bad bad -> bad.toString();
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatIsBrokenIsParsedOrRefusedWithItsPlace(long seed) {
        Expressions expressions = new Expressions(new Random(seed));
        int refused = 0;
        for (int round = 0; round < 10 * ROUNDS; round++) {
            String text = expressions.broken();
            switch (Promql.parse(text)) {
                case Parsed.Good(Expr expr) ->
                    assertThat(printed(expr.toString())).as(text).isEqualTo(expr.toString());
                case Parsed.Bad bad -> {
                    refused++;
                    assertThat(bad.fault().message()).as(text).isNotBlank();
                }
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS);
    }
}
