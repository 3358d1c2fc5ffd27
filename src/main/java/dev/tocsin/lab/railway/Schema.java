package dev.tocsin.lab.railway;

import dev.tocsin.lab.railway.Document.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of Railway's schema that is about deployments. A field that leads to no type of this table is a scalar. */
final class Schema {
    private static final Set<String> PAGING = Set.of("input", "first", "after", "last", "before");

    private static final Set<String> PLACE = Set.of("serviceId", "environmentId");

    private static final Map<String, Map<String, String>> TYPES = Map.of(
            "query",
                    Map.of(
                            "deployments", "DeploymentConnection",
                            "deployment", "Deployment",
                            "serviceInstance", "ServiceInstance",
                            "serviceInstanceLimitOverride", "ServiceInstanceLimit",
                            "metrics", "MetricsResult"),
            "MetricsResult", Map.of("measurement", "MetricMeasurement", "values", "Metric"),
            "Metric", Map.of("ts", "Int", "value", "Float"),
            "mutation",
                    Map.of(
                            "deploymentRollback", "Boolean",
                            "deploymentRestart", "Boolean",
                            "serviceInstanceUpdate", "Boolean",
                            "environmentPatchCommit", "String"),
            "ServiceInstance",
                    Map.of(
                            "numReplicas", "Int",
                            "region", "String",
                            "latestDeployment", "Deployment",
                            "activeDeployments", "Deployment"),
            "DeploymentInstance", Map.of("id", "String", "status", "DeploymentInstanceStatus"),
            "DeploymentConnection", Map.of("edges", "DeploymentEdge", "pageInfo", "PageInfo"),
            "DeploymentEdge", Map.of("cursor", "String", "node", "Deployment"),
            "PageInfo", Map.of("hasNextPage", "Boolean", "endCursor", "String"),
            "Deployment",
                    Map.of(
                            "id", "String",
                            "status", "DeploymentStatus",
                            "createdAt", "DateTime",
                            "statusUpdatedAt", "DateTime",
                            "canRollback", "Boolean",
                            "meta", "DeploymentMeta",
                            "projectId", "String",
                            "environmentId", "String",
                            "serviceId", "String",
                            "instances", "DeploymentInstance"));

    private static final Map<String, Set<String>> ARGUMENTS = Map.of(
            "deployments", PAGING,
            "deployment", Set.of("id"),
            "serviceInstance", PLACE,
            "serviceInstanceLimitOverride", PLACE,
            "metrics",
                    Set.of(
                            "projectId",
                            "environmentId",
                            "serviceId",
                            "measurements",
                            "startDate",
                            "endDate",
                            "sampleRateSeconds"),
            "deploymentRollback", Set.of("id"),
            "deploymentRestart", Set.of("id"),
            "serviceInstanceUpdate", Set.of("serviceId", "environmentId", "input"),
            "environmentPatchCommit", Set.of("environmentId", "patch", "commitMessage"));

    private Schema() {}

    /** What is wrong with {@code document}, in the words of a GraphQL server; nothing when it may be carried out. */
    static Optional<String> fault(Document document) {
        return fault(document, document.kind(), document.fields());
    }

    private static Optional<String> fault(Document document, String type, List<Field> fields) {
        return fields.stream()
                .flatMap(field -> fault(document, type, field).stream())
                .findFirst();
    }

    private static Optional<String> fault(Document document, String type, Field field) {
        String leadsTo = TYPES.getOrDefault(type, Map.of()).get(field.name());
        if (leadsTo == null) {
            return Optional.of("Cannot query field \"%s\" on type \"%s\".".formatted(field.name(), type));
        }
        boolean isObject = TYPES.containsKey(leadsTo);
        if (!isObject && !field.selection().isEmpty()) {
            return Optional.of("Field \"%s\" must not have a selection since type \"%s!\" has no subfields."
                    .formatted(field.name(), leadsTo));
        }
        if (isObject && field.selection().isEmpty()) {
            return Optional.of("Field \"%s\" of type \"%s!\" must have a selection of subfields."
                    .formatted(field.name(), leadsTo));
        }
        return arguments(document, field).or(() -> fault(document, leadsTo, field.selection()));
    }

    private static Optional<String> arguments(Document document, Field field) {
        Set<String> known = ARGUMENTS.getOrDefault(field.name(), Set.of());
        for (Map.Entry<String, String> argument : field.arguments().entrySet()) {
            if (!known.contains(argument.getKey())) {
                return Optional.of(
                        "Unknown argument \"%s\" on field \"%s\".".formatted(argument.getKey(), field.name()));
            }
            boolean isVariable = argument.getValue().startsWith("$");
            if (isVariable && !document.variables().contains(argument.getValue())) {
                return Optional.of("Variable \"%s\" is not defined.".formatted(argument.getValue()));
            }
        }
        return Optional.empty();
    }
}
