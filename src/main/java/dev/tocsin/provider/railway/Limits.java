package dev.tocsin.provider.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.provider.Size;
import dev.tocsin.provider.View.Sized;
import java.util.Optional;

/**
 * How much each process may use, as Railway writes it: {@code {"containers": {"cpu": 2, "memoryBytes": 4000000000}}}, in processors and
 * bytes. The public schema calls it JSON and says no more; a layout that is another one is not guessed at.
 */
final class Limits {
    private static final String CONTAINERS = "containers";
    private static final String CPU = "cpu";
    private static final String MEMORY = "memoryBytes";

    private Limits() {}

    /** Nothing when no deployment can be read, or when limits are set and cannot be read. */
    static Optional<Sized> read(JsonNode data) {
        JsonNode instance = data.path("serviceInstance");
        JsonNode latest = instance.path("latestDeployment");
        JsonNode active = instance.path("activeDeployments").path(0);
        JsonNode limits = data.path("serviceInstanceLimitOverride");
        Optional<Size> size = size(limits.path(CONTAINERS));
        if (limits.isMissingNode() || isSet(limits) && size.isEmpty()) {
            return Optional.empty();
        }
        return Deployments.deployment(active.isObject() ? active : latest)
                .map(serving -> new Sized(serving, size, isPlain(limits), Instance.next(serving, latest)));
    }

    /** What sets {@code size} for {@code service}, and nothing else. */
    static ObjectNode patch(String service, Size size) {
        ObjectNode patch = GraphQl.object();
        patch.putObject("services")
                .putObject(service)
                .putObject("deploy")
                .putObject("limitOverride")
                .putObject(CONTAINERS)
                .put(CPU, size.cpus())
                .put(MEMORY, size.bytes());
        return patch;
    }

    private static boolean isSet(JsonNode limits) {
        return !limits.isNull() && !limits.isEmpty();
    }

    /** A limit of another kind would be lost by setting these two. */
    private static boolean isPlain(JsonNode limits) {
        return !isSet(limits) || limits.size() == 1 && limits.path(CONTAINERS).size() == 2;
    }

    private static Optional<Size> size(JsonNode containers) {
        JsonNode cpu = containers.path(CPU);
        JsonNode memory = containers.path(MEMORY);
        boolean there = cpu.isNumber() && memory.isNumber() && cpu.asDouble() > 0 && memory.asLong() > 0;
        return there
                ? Optional.of(new Size(cpu.decimalValue().movePointRight(3).longValue(), memory.asLong()))
                : Optional.empty();
    }
}
