package dev.tocsin.provider.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import dev.tocsin.provider.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much a service on Railway uses. With several replicas the values are sums. What Railway has not measured lately is left out. */
public final class Usage implements AutoCloseable {
    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final int SAMPLE_SECONDS = 60;
    private static final String METRICS = """
            query Usage($environmentId: String, $serviceId: String, $startDate: DateTime!, $sampleRateSeconds: Int,
                $measurements: [MetricMeasurement!]!) {
              metrics(environmentId: $environmentId, serviceId: $serviceId, startDate: $startDate,
                  sampleRateSeconds: $sampleRateSeconds, measurements: $measurements) {
                measurement
                values { ts value }
              }
            }
            """;

    private final RailwayConfig config;
    private final Transport transport;
    private final GraphQl api;
    private final Clock clock;

    private Usage(RailwayConfig config, Transport transport, Clock clock) {
        this.config = config;
        this.transport = transport;
        this.clock = clock;
        this.api = new GraphQl(config, transport, clock);
    }

    /** Of the service that {@code config} names. Opens nothing yet. */
    public static Usage of(RailwayConfig config, Clock clock) {
        return new Usage(config, new RestTransport(config.url()), clock);
    }

    /** What is measured, in Railway's words: cores, and gigabytes of 10^9 bytes. */
    public enum Measurement {
        CPU_USAGE,
        CPU_LIMIT,
        MEMORY_USAGE_GB,
        MEMORY_LIMIT_GB
    }

    /** The latest value of each. Called on a virtual thread; returns by {@code deadline}. */
    public Answer<SortedMap<Measurement, Double>> latest(Instant deadline) {
        Instant now = clock.now();
        ObjectNode variables = GraphQl.object()
                .put("environmentId", config.target().environment())
                .put("serviceId", config.target().service())
                .put("startDate", now.minus(LATELY).toString())
                .put("sampleRateSeconds", SAMPLE_SECONDS);
        ArrayNode measurements = variables.putArray("measurements");
        for (Measurement one : Measurement.values()) {
            measurements.add(one.name());
        }
        GraphQl.Operation operation = new GraphQl.Operation("Usage", METRICS, variables);
        return api.send(operation, Duration.between(now, deadline), data -> read(data, now));
    }

    @Override
    public void close() {
        transport.close();
    }

    private static Optional<SortedMap<Measurement, Double>> read(JsonNode data, Instant now) {
        JsonNode series = data.path("metrics");
        if (!series.isArray()) {
            return Optional.empty();
        }
        SortedMap<Measurement, Double> latest = new TreeMap<>();
        Map<String, Measurement> known = new TreeMap<>();
        for (Measurement one : Measurement.values()) {
            known.put(one.name(), one);
        }
        for (JsonNode one : series) {
            Optional<Measurement> what =
                    Optional.ofNullable(known.get(one.path("measurement").asText("")));
            what.ifPresent(
                    measurement -> last(one.path("values"), now).ifPresent(value -> latest.put(measurement, value)));
        }
        return Optional.of(latest);
    }

    private static Optional<Double> last(JsonNode values, Instant now) {
        long newest = now.minus(LATELY).getEpochSecond();
        Optional<Double> last = Optional.empty();
        for (JsonNode one : values) {
            if (one.path("value").isNumber() && one.path("ts").asLong(0) >= newest) {
                newest = one.path("ts").asLong(0);
                last = Optional.of(one.path("value").doubleValue());
            }
        }
        return last;
    }
}
