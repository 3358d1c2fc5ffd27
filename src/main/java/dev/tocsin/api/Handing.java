package dev.tocsin.api;

import dev.tocsin.app.Agent;
import dev.tocsin.incident.Directory;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** To whom an incident can be handed over. */
public final class Handing {
    private Handing() {}

    /** Why it cannot be handed over to {@code to}, if so. */
    public static Optional<String> unfit(Agent agent, String to) {
        Directory directory = agent.state().plan().directory();
        if (!directory.knows(to)) {
            String known = Stream.concat(directory.people().keySet().stream(), directory.schedules().keySet().stream())
                    .sorted()
                    .collect(Collectors.joining(", "));
            return Optional.of("say to whom: " + (known.isEmpty() ? "there are no people" : known));
        }
        boolean nobody = directory
                .called(to, agent.state().rota(), agent.clock().wall())
                .people()
                .isEmpty();
        return nobody ? Optional.of("nobody is on call by " + to + " now") : Optional.empty();
    }
}
