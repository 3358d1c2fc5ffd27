package dev.tocsin.app;

import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What an agent is put together from, as it was read: no ledger is open, nothing runs. {@code looked} are the files and directories on which
 * the configuration depends. Whoever does not build it closes it.
 */
record Blueprint(Agent.Origin origin, Basis basis, Kinds kinds, Configuration configuration, Set<Path> looked)
        implements AutoCloseable {
    Blueprint {
        looked = Set.copyOf(looked);
    }

    /** Reads the configuration. Opens nothing but files. */
    static Loaded<Blueprint> read(Agent.Origin origin) {
        Basis basis = Basis.of(origin.version());
        Kinds kinds = new Kinds(basis.clock(), basis.client(), origin.vertx());
        Configuration.Check check = Configuration.read(origin.file(), origin.environment(), kinds);
        return switch (check.loaded()) {
            case Loaded.Refused<Configuration>(List<Fault> faults) -> {
                basis.close();
                yield new Loaded.Refused<>(faults);
            }
            case Loaded.Ready<Configuration>(Configuration configuration, List<Fault> warnings) ->
                new Loaded.Ready<>(new Blueprint(origin, basis, kinds, configuration, check.looked()), warnings);
        };
    }

    @Override
    public void close() {
        basis.close();
    }
}
