package dev.tocsin.remedy;

import dev.tocsin.config.Fields;
import dev.tocsin.incident.Expected;
import dev.tocsin.provider.Lever;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All remedies, those of the file first and then those that follow from the decision matrix. */
public record Playbook(List<Remedy> remedies, Matrix matrix) {
    /** No remedies. */
    public static final Playbook NONE = new Playbook(List.of());

    public Playbook {
        remedies = List.copyOf(remedies);
    }

    /** These alone, under the matrix that holds where nothing is said. */
    public Playbook(List<Remedy> remedies) {
        this(remedies, Matrix.STANDARD);
    }

    /**
     * What remedies can be about: the {@code services} that have a platform, and its levers; those of them that are {@code probed};
     * the environment; and {@code signal}, which throws an {@link IllegalArgumentException}, whose message is shown, for what is not
     * PromQL.
     */
    public record Terms(
            Map<String, Set<Lever>> services, Set<String> probed, String environment, Consumer<String> signal) {}

    /** Reads {@code decisions} and {@code remedies} of the file's top mapping. */
    public static Playbook read(Fields in, Terms terms) {
        Set<String> names = new HashSet<>();
        Matrix matrix = Matrix.read(in, terms.environment());
        List<Remedy> configured = in.list("remedies", one -> {
            Remedy remedy = Remedy.read(one, terms.services(), terms.signal());
            if (!names.add(remedy.name())) {
                one.fault("name", "another remedy has this name");
            }
            return remedy;
        });
        List<Remedy> all = new ArrayList<>(configured);
        all.addAll(new Derived(matrix, terms, configured).remedies());
        return new Playbook(all, matrix);
    }

    /** What incidents go by: when they ask for which remedy, and by when which issue should be over. */
    public Expected expected() {
        return new Expected(
                remedies.stream()
                        .filter(Remedy::isTriggered)
                        .map(Remedy::trigger)
                        .toList(),
                matrix.within());
    }

    /** The services whose production can be let go on by a person's word. */
    public Set<String> unpinnable() {
        return remedies.stream()
                .filter(remedy -> !remedy.isTriggered())
                .map(Remedy::service)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Remedy> find(String name) {
        return remedies.stream().filter(remedy -> remedy.name().equals(name)).findFirst();
    }
}
