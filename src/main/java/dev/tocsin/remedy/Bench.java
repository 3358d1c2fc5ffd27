package dev.tocsin.remedy;

import dev.tocsin.deploy.Deploys;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What remedies go by in one turn: the configuration, our records of deployments, the services that ail (as for
 * {@link Deploys#advance}), the labels of all firing alerts, and what time it is.
 */
public record Bench(Playbook playbook, Deploys deploys, Map<String, Instant> ailing, Set<Labels> firing, Instant now) {
    public Bench {
        ailing = Map.copyOf(ailing);
        firing = Set.copyOf(firing);
    }
}
