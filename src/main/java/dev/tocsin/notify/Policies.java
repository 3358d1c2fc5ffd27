package dev.tocsin.notify;

import dev.tocsin.config.Fields;
import dev.tocsin.oncall.Policy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code escalation_policies} in PagerDuty's words: {@code name}, {@code num_loops}, and {@code escalation_rules} of
 * {@code targets} (people, by name) and {@code escalation_delay}.
 */
final class Policies {
    private static final Duration USUAL_DELAY = Duration.ofMinutes(30);
    /** PagerDuty's bound; more would be a way to wake nobody ever again. */
    private static final int MOST_LOOPS = 9;

    private final Set<String> people;

    private Policies(Set<String> people) {
        this.people = new TreeSet<>(people);
    }

    static Map<String, Policy> read(Fields in, Set<String> people) {
        Policies policies = new Policies(people);
        Map<String, Policy> byName = new LinkedHashMap<>();
        in.list("escalation_policies", entry -> {
            Policy policy = policies.policy(entry);
            if (byName.putIfAbsent(policy.name(), policy) != null) {
                entry.fault("name", "is taken: there is another policy \"" + policy.name() + '"');
            }
            return policy;
        });
        return byName;
    }

    private Policy policy(Fields in) {
        long loops = in.whole("num_loops", 0);
        if (loops < 0 || loops > MOST_LOOPS) {
            in.fault("num_loops", "must be between 0 and " + MOST_LOOPS);
        }
        List<Policy.Step> steps = in.list("escalation_rules", this::step);
        if (steps.isEmpty()) {
            in.fault("escalation_rules", "needs at least one rule");
        }
        return new Policy(in.text("name"), steps, Math.clamp(loops, 0, MOST_LOOPS));
    }

    private Policy.Step step(Fields in) {
        List<String> targets = in.texts("targets");
        if (targets.isEmpty()) {
            in.fault("targets", "needs at least one person");
        }
        for (String target : targets) {
            if (!people.contains(target)) {
                in.fault("targets", "unknown person \"" + target + "\"; there are: " + String.join(", ", people));
            }
        }
        return new Policy.Step(targets, in.duration("escalation_delay", USUAL_DELAY));
    }
}
