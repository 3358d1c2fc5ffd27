package dev.tocsin.lab.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How much each process may use. Nothing set: all that the plan allows. For one thread at a time. */
final class Allowance {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double PLAN_CPUS = 32;
    private static final double PLAN_BYTES = 32e9;

    private Optional<JsonNode> override = Optional.empty();

    /** The override as Railway shows it: JSON of no declared layout, or null. */
    JsonNode shown() {
        return override.orElseGet(() -> JSON.getNodeFactory().nullNode());
    }

    /** From now on {@code limits} is what is shown, whatever it is. */
    void set(JsonNode limits) {
        override = Optional.of(limits);
    }

    /** From now on each process may use so much. */
    void set(double cpus, long bytes) {
        ObjectNode limits = JSON.createObjectNode();
        limits.putObject("containers").put("cpu", cpus).put("memoryBytes", bytes);
        set(limits);
    }

    /** Takes over what {@code patch} says of {@code service}; what is wrong with it, in Railway's manner, if something is. */
    Optional<String> commit(JsonNode patch, String service) {
        JsonNode deploy = patch.path("services").path(service).path("deploy");
        JsonNode containers = deploy.path("limitOverride").path("containers");
        boolean only = patch.size() == 1 && deploy.size() == 1 && containers.size() == 2;
        JsonNode cpu = containers.path("cpu");
        JsonNode memory = containers.path("memoryBytes");
        if (!only || !cpu.isNumber() || !memory.isIntegralNumber()) {
            return Optional.of("Invalid environment config");
        }
        if (cpu.asDouble() > PLAN_CPUS || memory.asDouble() > PLAN_BYTES) {
            return Optional.of("Limit exceeds what the plan allows");
        }
        set(cpu.asDouble(), memory.asLong());
        return Optional.empty();
    }
}
