package dev.tocsin.notify;

import dev.tocsin.config.Fields;
import dev.tocsin.incident.Severity;
import dev.tocsin.oncall.Policy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code escalation_policies} in PagerDuty's words: {@code name}, {@code num_loops}, {@code ack_timeout}, and {@code escalation_rules} of
 * {@code targets} (people and schedules, by name) and {@code escalation_delay}, and of when they count.
 */
final class Policies {
    /** PagerDuty's bound; more would be a way to wake nobody ever again. */
    private static final int MOST_LOOPS = 9;

    private final Names names;

    private Policies(Names names) {
        this.names = names;
    }

    /** Whom rules may name, and which time intervals. */
    record Names(Set<String> people, Set<String> schedules, Set<String> intervals) {
        Names {
            people = new TreeSet<>(people);
            schedules = new TreeSet<>(schedules);
            intervals = new TreeSet<>(intervals);
        }
    }

    static Map<String, Policy> read(Fields in, Names names) {
        Policies policies = new Policies(names);
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
        Optional<Duration> holds = in.optionalDuration("ack_timeout");
        if (holds.filter(Duration::isZero).isPresent()) {
            in.fault("ack_timeout", "must be more than zero");
        }
        List<Policy.Step> steps = in.list("escalation_rules", this::step);
        if (steps.isEmpty()) {
            in.fault("escalation_rules", "needs at least one rule");
        }
        return new Policy(in.text("name"), steps, Math.clamp(loops, 0, MOST_LOOPS), holds);
    }

    private Policy.Step step(Fields in) {
        List<String> targets = in.texts("targets");
        if (targets.isEmpty()) {
            in.fault("targets", "needs at least one person or schedule");
        }
        targets.stream()
                .filter(target ->
                        !names.people().contains(target) && !names.schedules().contains(target))
                .forEach(target -> in.fault("targets", unknown(target)));
        return new Policy.Step(targets, in.duration("escalation_delay", Policy.USUAL_DELAY), when(in));
    }

    private String unknown(String target) {
        String schedules =
                names.schedules().isEmpty() ? "" : "; and the schedules: " + String.join(", ", names.schedules());
        return "unknown person \"" + target + "\"; there are: " + String.join(", ", names.people()) + schedules;
    }

    private Policy.When when(Fields in) {
        return new Policy.When(
                in.optionalChoice("min_severity", Severity.class).map(Severity::word),
                intervals(in, "mute_time_intervals"),
                intervals(in, "active_time_intervals"));
    }

    private List<String> intervals(Fields in, String key) {
        List<String> found = in.texts(key);
        found.stream()
                .filter(name -> !names.intervals().contains(name))
                .forEach(name -> in.fault(
                        key, "no such name: " + name + " (there are: " + String.join(", ", names.intervals()) + ")"));
        return found;
    }
}
