package dev.tocsin.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.http.Client;
import dev.tocsin.http.Rogue;
import dev.tocsin.http.Rudeness;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every kind of check promises: a result within the timeout whatever the target does, a failure with one
 * cause, samples of one instant with the target's labels, no series twice. A kind's test extends this.
 */
public abstract class ProberContract {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final Labels LABELS = Labels.of("job", "contract", "instance", "target");
    private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");

    private final SystemClock clock = new SystemClock();

    /** The kind's settings for a target at {@code host} and {@code port}; what the target answers must not matter. */
    protected abstract ProbeSettings settings(String host, int port);

    /** Settings that speak TLS with a target at {@code host} and {@code port}, when the kind can. */
    protected abstract ProbeSettings tlsSettings(String host, int port);

    @ParameterizedTest(name = "a target that {0}")
    @MethodSource("dev.tocsin.http.Rudeness#all")
    void fails(Rudeness rude) {
        try (Rogue target = Rogue.plain(rude.manner())) {
            failure(settings("127.0.0.1", target.port()));
        }
    }

    @Test
    void failsWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        failure(settings("127.0.0.1", port));
    }

    @Test
    void failsWhereNothingIsAccepted() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1)) {
            for (int at = 0; at < 4; at++) {
                failure(settings("127.0.0.1", deaf.getLocalPort()));
            }
        }
    }

    @Test
    void failsForANameThatDoesNotExist() {
        failure(settings("no-such-host.invalid", 80));
    }

    @Test
    void failsWhenTheHandshakeHangs() {
        try (Rogue target = Rogue.plain(Rogue::hold)) {
            failure(tlsSettings("127.0.0.1", target.port()));
        }
    }

    @Test
    void failsWhenInterrupted() {
        try (Rogue target = Rogue.plain(Rogue::hold)) {
            Thread.currentThread().interrupt();
            failure(settings("127.0.0.1", target.port()));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void failure(ProbeSettings settings) {
        try (Client client = new Client(clock, "test")) {
            Duration start = clock.elapsed();
            ProbeResult result = settings.prober(LABELS, client).probe(AT, TIMEOUT);
            assertThat(clock.elapsed().minus(start)).isLessThan(TIMEOUT.plus(SLACK));
            assertThat(result.failure()).isPresent();
            Failure failure = result.failure().get();
            assertThat(named(result, "probe_success"))
                    .singleElement()
                    .satisfies(sample -> assertThat(sample.value()).isZero());
            assertThat(named(result, "probe_duration_seconds")).hasSize(1);
            assertThat(named(result, "probe_failure_info"))
                    .singleElement()
                    .satisfies(
                            sample -> assertThat(sample.labels().get("cause")).isEqualTo(failure.cause()));
            assertThat(result.samples())
                    .allSatisfy(sample -> assertThat(sample.timeMillis()).isEqualTo(AT.toEpochMilli()))
                    .allSatisfy(sample -> assertThat(sample.labels().get("job")).isEqualTo("contract"));
            assertThat(result.samples().stream().map(Sample::labels)).doesNotHaveDuplicates();
        }
    }

    /** The samples of {@code result} whose metric is {@code name}. */
    protected static List<Sample> named(ProbeResult result, String name) {
        return result.samples().stream()
                .filter(sample -> sample.labels().metricName().equals(name))
                .toList();
    }
}
