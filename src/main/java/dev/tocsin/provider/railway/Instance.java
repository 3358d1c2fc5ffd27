package dev.tocsin.provider.railway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.View.Process;
import dev.tocsin.provider.View.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a service runs. What {@code meta} says of regions has no schema, so that nothing is expected of it. */
final class Instance {
    private Instance() {}

    /** Nothing when no deployment can be read. */
    static Optional<Running> read(JsonNode data) {
        JsonNode instance = data.path("serviceInstance");
        JsonNode latest = instance.path("latestDeployment");
        JsonNode active = instance.path("activeDeployments").path(0);
        JsonNode serving = active.isObject() ? active : latest;
        return Deployments.deployment(serving)
                .map(deployment -> new Running(
                        deployment,
                        replicas(instance, regions(serving)),
                        regions(serving).size() <= 1,
                        processes(serving.path("instances")),
                        next(deployment, latest)));
    }

    /** What is being deployed over what serves. */
    static Optional<Deployment> next(Deployment serving, JsonNode latest) {
        return Deployments.deployment(latest)
                .filter(one -> !one.id().equals(serving.id()))
                .filter(one -> one.status() == Deployment.Status.UNDER_WAY);
    }

    private static JsonNode regions(JsonNode deployment) {
        return deployment.path("meta").path("serviceManifest").path("deploy").path("multiRegionConfig");
    }

    /** A number that is not set is one. */
    private static int replicas(JsonNode instance, JsonNode regions) {
        int ofTheRegion = 1;
        for (JsonNode region : regions) {
            ofTheRegion = region.path("numReplicas").asInt(1);
        }
        return instance.path("numReplicas").asInt(ofTheRegion);
    }

    private static List<Process> processes(JsonNode instances) {
        List<Process> processes = new ArrayList<>();
        for (JsonNode one : instances) {
            processes.add(new Process(
                    one.path("id").asText(""), state(one.path("status").asText(""))));
        }
        return processes;
    }

    private static Process.State state(String status) {
        return switch (status) {
            case "RUNNING" -> Process.State.UP;
            case "CREATED", "INITIALIZING", "RESTARTING" -> Process.State.COMING;
            default -> Process.State.DOWN;
        };
    }
}
