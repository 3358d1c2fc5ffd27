package dev.tocsin.remedy;

import dev.tocsin.incident.RemedyTrigger;
import dev.tocsin.model.Matcher;
import dev.tocsin.provider.Lever;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
            }
        });
        matrix.rows().values().forEach(row -> {
            if (!row.strategy().mayAct() && !row.advice().isEmpty()) {
                RemedyTrigger trigger =
                        trigger("advise-" + row.issue(), List.of(Matcher.equal(Matrix.ISSUE, row.issue())));
                derived.add(Remedy.proposal(trigger, "", new Action.Propose(row.advice())));
            }
        });
        Set<String> taken = configured.stream().map(Remedy::name).collect(Collectors.toSet());
        return derived.stream().filter(one -> !taken.contains(one.name())).toList();
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
        String quoted = service.replace("\\", "\\\\").replace("\"", "\\\"");
        return new Verify("min(probe_success{service=\"" + quoted + "\"}) == 1", HOLD, WITHIN);
    }
}
