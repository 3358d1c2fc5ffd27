package dev.tocsin.incident;

import dev.tocsin.oncall.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is reached where: the endpoints of receivers and of people, and the escalation policies, each by name. */
public record Directory(
        Map<String, List<Endpoint>> receivers, Map<String, List<Endpoint>> people, Map<String, Policy> policies) {
    public Directory {
        receivers = Map.copyOf(receivers);
        people = Map.copyOf(people);
        policies = Map.copyOf(policies);
    }

    List<Endpoint> receiver(String name) {
        return receivers.getOrDefault(name, List.of());
    }

    List<Endpoint> people(List<String> names) {
        return names.stream()
                .flatMap(name -> people.getOrDefault(name, List.of()).stream())
                .toList();
    }

    Optional<Policy> policy(Optional<String> name) {
        return name.map(policies::get);
    }
}
