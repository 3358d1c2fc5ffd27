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

    /** The matchers of one selector. */
    static List<Matcher> matchers(String text) throws Refusal {
        return switch (Promql.selector(text)) {
            case Parsed.Good(Expr.Selector selector) -> selector.matchers();
            case Parsed.Good other -> throw new IllegalStateException("no selector: " + other);
            case Parsed.Bad(ParseFault fault) -> throw Refusal.badData(fault.toString());
        };
    }
}
