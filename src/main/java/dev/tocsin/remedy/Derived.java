package dev.tocsin.remedy;

import dev.tocsin.incident.RemedyTrigger;
import dev.tocsin.model.Matcher;
import dev.tocsin.provider.Lever;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The remedies that follow from the decision matrix, without a word in the configuration: for each service those that its platform
 * can do, unless the operator has a remedy for that already; and the advice of each row that has some.
 */
record Derived(Matrix matrix, Playbook.Terms terms, List<Remedy> configured) {
    private static final Duration HOLD = Duration.ofMinutes(2);
    private static final Duration WITHIN = Duration.ofMinutes(10);

    List<Remedy> remedies() {
        List<Remedy> derived = new ArrayList<>();
        new TreeMap<>(terms.services()).forEach((service, levers) -> {
            // Without a probe nobody could say whether it helped.
            if (terms.probed().contains(service)) {
                of(service, levers, Strategy.ROLLBACK, new Action.Rollback(Action.Evidence.USUAL), derived);
                of(service, levers, Strategy.SCALE, Action.Scale.USUAL, derived);
                of(service, levers, Strategy.RESIZE, Action.Resize.USUAL, derived);
            }
            if (levers.contains(Lever.PROMOTE)) {
                derived.add(Remedy.unpin(service, unpinned(service)));
            }
        });
        List<Remedy> acting =
                Stream.concat(configured.stream(), derived.stream()).toList();
        matrix.rows().values().forEach(row -> advice(row, acting).ifPresent(derived::add));
        Set<String> taken = configured.stream().map(Remedy::name).collect(Collectors.toSet());
        return derived.stream().filter(one -> !taken.contains(one.name())).toList();
    }

    /** What people are told: of an issue that is theirs to mend always, of another one where nothing can. */
    private Optional<Remedy> advice(Matrix.Row row, List<Remedy> acting) {
        if (row.advice().isEmpty()) {
            return Optional.empty();
        }
        Optional<Lever> lever = lever(row.strategy());
        List<Matcher> matchers = new ArrayList<>(List.of(Matcher.equal(Matrix.ISSUE, row.issue())));
        String able = acting.stream()
                .filter(one -> lever.isPresent() && one.action().lever().equals(lever))
                .map(one -> Pattern.quote(one.service()))
                .distinct()
                .collect(Collectors.joining("|"));
        if (!able.isEmpty()) {
            matchers.add(Matcher.of("service", Matcher.Op.NOT_MATCHES, able));
        }
        return Optional.of(
                Remedy.proposal(trigger("advise-" + row.issue(), matchers), "", new Action.Propose(words(row))));
    }

    private static String words(Matrix.Row row) {
        return row.advice()
                + row.within()
                        .map(limit -> " (should be over within " + Words.of(limit) + ")")
                        .orElse("");
    }

    private static Optional<Lever> lever(Strategy strategy) {
        return switch (strategy) {
            case ROLLBACK -> Optional.of(Lever.ROLLBACK);
            case SCALE -> Optional.of(Lever.SCALE);
            case RESIZE -> Optional.of(Lever.RESIZE);
            case NOTIFY, PROPOSE, NEVER -> Optional.empty();
        };
    }

    private void of(String service, Set<Lever> levers, Strategy strategy, Action action, List<Remedy> derived) {
        Lever lever = action.lever().orElseThrow();
        boolean has = configured.stream()
                .anyMatch(one -> one.service().equals(service)
                        && one.action().lever().filter(lever::equals).isPresent());
        List<String> issues = matrix.rows().values().stream()
                .filter(row -> row.strategy() == strategy)
                .map(Matrix.Row::issue)
                .toList();
        if (has || !levers.contains(lever) || issues.isEmpty()) {
            return;
        }
        List<Matcher> matchers = List.of(
                Matcher.of(Matrix.ISSUE, Matcher.Op.MATCHES, String.join("|", issues)),
                Matcher.equal("service", service));
        RemedyTrigger trigger = trigger(lever.word() + "-" + service, matchers);
        derived.add(Remedy.usual(trigger, service, matrix.autonomy(), action, verify(service)));
    }

    private static RemedyTrigger trigger(String name, List<Matcher> matchers) {
        return new RemedyTrigger(name, matchers, Duration.ZERO);
    }

    /** All its probes succeed. */
    private static Verify verify(String service) {
        return new Verify("min(probe_success{service=\"" + quoted(service) + "\"}) == 1", HOLD, WITHIN);
    }

    /** Production is pinned no more, and all its probes succeed, if it has any. */
    private Verify unpinned(String service) {
        String pinned = "max(deploy_production_pinned{service=\"" + quoted(service) + "\"})";
        String signal = terms.probed().contains(service)
                ? verify(service).signal() + " and on () " + pinned + " == 0"
                : pinned + " == bool 0";
        return new Verify(signal, HOLD, WITHIN);
    }

    private static String quoted(String service) {
        return service.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
