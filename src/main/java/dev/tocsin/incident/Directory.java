package dev.tocsin.incident;

import dev.tocsin.oncall.Digest;
import dev.tocsin.oncall.Policy;
import dev.tocsin.oncall.Rota;
import dev.tocsin.oncall.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is reached where: the endpoints of receivers and of people, the escalation policies and the schedules, each by name; and the digests
 * by the id of the endpoint that is told in them. {@code changes} are those that want to hear of deployments and of what is done.
 */
public record Directory(
        Map<String, List<Endpoint>> receivers,
        Map<String, List<Endpoint>> people,
        Map<String, Policy> policies,
        Map<String, Schedule> schedules,
        Map<String, Digest> digests,
        List<Endpoint> changes) {
    public Directory {
        receivers = Map.copyOf(receivers);
        people = Map.copyOf(people);
        policies = Map.copyOf(policies);
        schedules = Map.copyOf(schedules);
        digests = Map.copyOf(digests);
        changes = List.copyOf(changes);
    }

    /** Without schedules and digests. */
    public Directory(
            Map<String, List<Endpoint>> receivers, Map<String, List<Endpoint>> people, Map<String, Policy> policies) {
        this(receivers, people, policies, Map.of(), Map.of(), List.of());
    }

    /** Those whom a target means at one moment; nobody may be on call by a schedule. */
    public record Called(String target, List<String> people) {
        public Called {
            people = List.copyOf(people);
        }

        /** {@code ann}, {@code ann (on call by primary)}, {@code nobody (on call by primary)}. */
        String words() {
            String names = people.isEmpty() ? "nobody" : String.join(", ", people);
            return people.equals(List.of(target)) ? names : names + " (on call by " + target + ")";
        }
    }

    /** Whether a person or a schedule has this name. */
    public boolean knows(String target) {
        return people.containsKey(target) || schedules.containsKey(target);
    }

    /** Whom {@code target}, the name of a person or of a schedule, means at {@code wall}. */
    public Called called(String target, Rota rota, Instant wall) {
        return new Called(
                target,
                Optional.ofNullable(schedules.get(target))
                        .map(schedule -> rota.on(schedule, wall))
                        .orElse(List.of(target)));
    }

    List<Endpoint> receiver(String name) {
        return receivers.getOrDefault(name, List.of());
    }

    /** Where those who are called are reached, each place once. */
    List<Endpoint> reached(List<Called> called) {
        return called.stream().flatMap(this::reached).distinct().toList();
    }

    private Stream<Endpoint> reached(Called called) {
        return called.people().stream().flatMap(name -> people.getOrDefault(name, List.of()).stream());
    }

    Optional<Policy> policy(Optional<String> name) {
        return name.map(policies::get);
    }
}
