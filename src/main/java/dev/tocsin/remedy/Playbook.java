package dev.tocsin.remedy;

import dev.tocsin.config.Fields;
import dev.tocsin.incident.RemedyTrigger;
import dev.tocsin.provider.Lever;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All remedies as configured, in the order of the file. */
public record Playbook(List<Remedy> remedies) {
    /** No remedies. */
    public static final Playbook NONE = new Playbook(List.of());

    public Playbook {
        remedies = List.copyOf(remedies);
    }

    /**
     * Reads {@code remedies} of the file's top mapping. {@code services} are those that have a platform, and its levers; {@code signal} throws
     * an {@link IllegalArgumentException}, whose message is shown, for what is not PromQL.
     */
    public static Playbook read(Fields in, Map<String, Set<Lever>> services, Consumer<String> signal) {
        Set<String> names = new HashSet<>();
        return new Playbook(in.list("remedies", one -> {
            Remedy remedy = Remedy.read(one, services, signal);
            if (!names.add(remedy.name())) {
                one.fault("name", "another remedy has this name");
            }
            return remedy;
        }));
    }

    /** When incidents ask for which. */
    public List<RemedyTrigger> triggers() {
        return remedies.stream().map(Remedy::trigger).toList();
    }

    Optional<Remedy> find(String name) {
        return remedies.stream().filter(remedy -> remedy.name().equals(name)).findFirst();
    }
}
