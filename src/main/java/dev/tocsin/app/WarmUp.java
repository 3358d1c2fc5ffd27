package dev.tocsin.app;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.promql.Need;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.rule.AlertingRule;
import dev.tocsin.rule.RuleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long after the start each rule may start alerts but not end them. A condition that is not met because the samples that would
 * meet it have not come yet says nothing about the world: without this, a restart in the middle of an outage would tell everybody that
 * it is over. Lasts for two visits of the slowest target (two minutes at most) and, when the rule looks back over a range, for that, at most a quarter of an
 * hour.
 */
final class WarmUp {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** A collector that runs once an hour must not keep all other rules from ending. */
    private static final Duration LONGEST_VISITS = Duration.ofMinutes(2);

    private static final Duration STEP = Duration.ofMinutes(1);

    private final Instant start;
    private final Duration visits;
    private final Map<RuleKey, Duration> ranges = new HashMap<>();

    private WarmUp(Instant start, Duration visits) {
        this.start = start;
        this.visits = visits;
    }

    static WarmUp of(Configuration configuration, Instant start) {
        WarmUp warmUp = new WarmUp(start, visits(configuration.settings()));
        configuration.groups().stream()
                .filter(RuleGroup::isOurs)
                .flatMap(RuleGroup::alerting)
                .forEach(warmUp::add);
        return warmUp;
    }

    private void add(AlertingRule rule) {
        Duration range = longer(visits, range(rule.expr()));
        ranges.put(rule.key(), range.compareTo(LONGEST) > 0 ? LONGEST : range);
    }

    /** {@code finding}, as one that may only start alerts while its rule has not warmed up. */
    Finding temper(Finding finding) {
        Instant warm = start.plus(ranges.getOrDefault(finding.rule(), Duration.ZERO));
        return finding.at().isBefore(warm)
                ? new Finding(finding.rule(), finding.hold(), finding.at(), Occasion.ARRIVAL, finding.result())
                : finding;
    }

    private static Duration visits(Settings settings) {
        Stream<Duration> probes = settings.watching().probes().stream().map(target -> target.interval());
        Stream<Duration> scrapes = settings.watching().scrapes().stream().map(job -> job.interval());
        Stream<Duration> collectors = settings.watching().collectors().stream().map(target -> target.interval());
        Duration slowest = Stream.of(probes, scrapes, collectors)
                .flatMap(each -> each)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration two = slowest.multipliedBy(2);
        return two.compareTo(LONGEST_VISITS) > 0 ? LONGEST_VISITS : two;
    }

    /** How far back an expression looks: without a lookback of its own, a plain selector looks at now. */
    private static Duration range(Expr expr) {
        return Need.of(expr, Duration.ZERO, STEP).stream().map(Need::back).reduce(Duration.ZERO, WarmUp::longer);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
