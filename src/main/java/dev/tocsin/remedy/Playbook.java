package dev.tocsin.remedy;

import dev.tocsin.incident.RemedyTrigger;
import java.util.List;
import java.util.Optional;

/** All remedies as configured, in the order of the file. */
public record Playbook(List<Remedy> remedies) {
    /** No remedies. */
    public static final Playbook NONE = new Playbook(List.of());

    public Playbook {
        remedies = List.copyOf(remedies);
    }

    /** When incidents ask for which. */
    public List<RemedyTrigger> triggers() {
        return remedies.stream().map(Remedy::trigger).toList();
    }

    Optional<Remedy> find(String name) {
        return remedies.stream().filter(remedy -> remedy.name().equals(name)).findFirst();
    }
}
