package dev.tocsin.api.prometheus;

import dev.tocsin.model.Matcher;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.ParseFault;
import dev.tocsin.promql.syntax.Parsed;
import java.util.ArrayList;
import java.util.List;

/** The selectors of {@code match[]}. */
final class Selectors {
    private Selectors() {}

    /** The matchers of each; none where none is given. */
    static List<List<Matcher>> of(Parameters given) throws Refusal {
        List<List<Matcher>> all = new ArrayList<>();
        for (String text : given.all("match[]")) {
            List<Matcher> matchers = matchers(text);
            if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
                throw Refusal.badData("match[] must contain at least one non-empty matcher");
            }
            all.add(matchers);
        }
        return all;
    }

    /** The matchers of the one selector that the parameter {@code name} is; none where it is not given. */
    static List<Matcher> of(Parameters given, String name) throws Refusal {
        return switch (Promql.selector(given.text(name))) {
            case Parsed.Good good -> matchers(good);
            case Parsed.Bad(ParseFault fault) -> {
                if (given.has(name)) {
                    throw Refusal.parameter(name, fault.toString());
                }
                yield List.of();
            }
        };
    }

    /** The matchers of one selector. */
    static List<Matcher> matchers(String text) throws Refusal {
        return switch (Promql.selector(text)) {
            case Parsed.Good good -> matchers(good);
            case Parsed.Bad(ParseFault fault) -> throw Refusal.badData(fault.toString());
        };
    }

    private static List<Matcher> matchers(Parsed.Good good) {
        if (good.expr() instanceof Expr.Selector selector) {
            return selector.matchers();
        }
        throw new IllegalStateException("no selector: " + good);
    }
}
