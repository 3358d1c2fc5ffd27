package dev.tocsin.app;

import dev.tocsin.promql.Need;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.rule.RuleGroup;
import dev.tocsin.series.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Which samples are worth keeping: those that a rule, a remedy's signal or the agent's own pages ask for. */
final class Wants {
    private static final Duration STEP = Duration.ofMinutes(1);

    /** What the agent shows of itself. */
    private static final List<String> OWN = List.of("{__name__=~\"probe_.+|collect_.+\"}", "up", "ALERTS");

    private Wants() {}

    static Demand of(Configuration configuration, Instant now) {
        Settings.Asking asking = configuration.settings().running().asking();
        Features features = asking.switches().language();
        Stream<Expr> rules = configuration.groups().stream()
                .filter(RuleGroup::isOurs)
                .map(RuleGroup::rules)
                .flatMap(List::stream)
                .map(rule -> rule.expr());
        Stream<Expr> signals = configuration.settings().acting().playbook().remedies().stream()
                .flatMap(remedy -> parsed(remedy.verify().signal(), features));
        Stream<Expr> own = OWN.stream().flatMap(text -> parsed(text, features));
        Duration lookback = asking.limits().lookbackDelta();
        List<Need> needs = Stream.of(rules, signals, own)
                .flatMap(each -> each)
                .flatMap(expr -> Need.of(expr, lookback, STEP).stream())
                .toList();
        return configuration.settings().running().series().demand(needs, now);
    }

    private static Stream<Expr> parsed(String text, Features features) {
        return Promql.parse(text, features) instanceof Parsed.Good(Expr expr) ? Stream.of(expr) : Stream.empty();
    }
}
