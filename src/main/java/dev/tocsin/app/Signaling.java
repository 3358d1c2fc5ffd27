package dev.tocsin.app;

import dev.tocsin.clock.Clock;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.remedy.Reading;
import dev.tocsin.remedy.Signals;
import java.time.Instant;
import java.util.List;

/** The signals of remedies, asked of our own series. */
final class Signaling implements Signals {
    private final QueryDesk desk;
    private final Source series;
    private final Clock clock;

    Signaling(QueryDesk desk, Source series, Clock clock) {
        this.desk = desk;
        this.series = series;
        this.clock = clock;
    }

    @Override
    public Reading evaluate(String expression, Instant deadline) {
        if (!(Promql.parse(expression, desk.options().features()) instanceof Parsed.Good(Expr expr))) {
            return Reading.ABSENT;
        }
        long now = clock.now().toEpochMilli();
        return switch (desk.ask(engine -> engine.instant(expr, series, now))) {
            case Outcome.Answer answer -> Reading.of(numbers(answer.value(), isFilter(expr)));
            case Outcome.Failure failure -> Reading.ABSENT;
        };
    }

    /**
     * The numbers that the signal is judged by. A comparison lets through what satisfies it, with its value: an error rate of 0 that
     * passed {@code < 0.01} is good, though it is 0.
     */
    private static List<Double> numbers(Value value, boolean filter) {
        return switch (value) {
            case Value.Vector(List<Value.Entry> entries) ->
                entries.stream().map(entry -> filter ? 1.0 : entry.value()).toList();
            case Value.Scalar scalar -> List.of(scalar.value());
            case Value.Matrix matrix -> List.of();
            case Value.Text text -> List.of();
        };
    }

    private static boolean isFilter(Expr expr) {
        return switch (expr) {
            case Expr.Paren paren -> isFilter(paren.inner());
            case Expr.Binary binary -> isFilter(binary);
            default -> false;
        };
    }

    private static boolean isFilter(Expr.Binary binary) {
        return switch (binary.op()) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> !binary.bool();
            case AND, UNLESS -> isFilter(binary.left());
            case OR -> isFilter(binary.left()) && isFilter(binary.right());
            default -> false;
        };
    }
}
