package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Secret;
import dev.tocsin.config.Source;
import dev.tocsin.http.Rogue;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real HTTP server that takes Sentry's envelopes. */
final class ErrorReportsTest {
    private static final Logger LOG = Logger.getLogger("dev.tocsin.engine.Loop");
    private static final ErrorReports.Sender SENDER = new ErrorReports.Sender("staging", "0.1.0");

    private final KnownSecrets secrets = new KnownSecrets(name -> Optional.of(name + "-s3cr3t"));
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    @Test
    void anErrorIsReportedOnceInWordsThatCanBeRead() {
        try (LoopbackServer sentry = sentry();
                ErrorReports reports = ErrorReports.start(dsn(sentry.uri()), SENDER, secrets)) {
            LOG.errorf(new IllegalStateException("no such group"), "turn failed, taking its %d items one by one", 3);
            LOG.warn("only a warning");
            reports.flush();

            assertThat(events())
                    .singleElement()
                    .satisfies(event -> assertThat(event)
                            .contains("turn failed, taking its 3 items one by one")
                            .contains("\"no such group\"", "IllegalStateException")
                            .contains("\"staging\"", "tocsin@0.1.0", "dev.tocsin.engine.Loop"));
            assertThat(calls.getFirst().path()).isEqualTo("/api/42/envelope/");
        }
    }

    @Test
    void whatTheConfigurationKeepsSecretIsNotReported() {
        String key = secrets.variable("PAGERDUTY_KEY").orElseThrow();
        try (LoopbackServer sentry = sentry();
                ErrorReports reports = ErrorReports.start(dsn(sentry.uri()), SENDER, secrets)) {
            Exception cause = new IOException("cannot post to https://hooks.example/" + key);
            LOG.errorf(new IllegalStateException("key " + key + " refused", cause), "sent with %s", key);
            reports.flush();

            assertThat(events())
                    .singleElement()
                    .satisfies(event -> assertThat(event)
                            .doesNotContain(key)
                            .contains("sent with <redacted>", "key <redacted> refused", "hooks.example/<redacted>"));
        }
    }

    @Test
    void afterTheEndNothingIsReported() {
        try (LoopbackServer sentry = sentry()) {
            ErrorReports.start(dsn(sentry.uri()), SENDER, secrets).close();
            LOG.error("nobody asks any more");
            assertThat(calls).isEmpty();
        }
    }

    @Test
    void aSentryThatDoesNotAnswerDelaysNobody() {
        SystemClock clock = new SystemClock();
        try (Rogue silent = Rogue.plain(Rogue::hold)) {
            Duration start = clock.elapsed();
            ErrorReports reports = ErrorReports.start(dsn(silent.uri("127.0.0.1", "/")), SENDER, secrets);
            for (int number = 0; number < 50; number++) {
                LOG.errorf("failed for the %dth time", number);
            }
            assertThat(clock.elapsed().minus(start)).isLessThan(Duration.ofSeconds(2));
            reports.close();
            assertThat(clock.elapsed().minus(start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://abc123@o1.ingest.sentry.io/42      | true
        https://abc:def@sentry.internal:9000/a/42  | true
        https://o1.ingest.sentry.io/42             | false
        https://abc123@o1.ingest.sentry.io         | false
        change-me                                  | false
        """)
    void aDsnIsCheckedBeforeTheStart(String dsn, boolean good) {
        Loaded<Optional<Secret>> loaded = Config.load(
                new Source("tocsin.yml", "sentry: {dsn: \"${SENTRY_DSN}\"}", Path.of(".")),
                name -> Optional.of(dsn),
                in -> in.optional("sentry", Settings::dsn));

        assertThat(loaded).isInstanceOf(good ? Loaded.Ready.class : Loaded.Refused.class);
        assertThat(loaded.toString()).doesNotContain("abc123");
    }

    private LoopbackServer sentry() {
        return LoopbackServer.start(0, call -> {
            calls.add(call);
            return Reply.json(200, "{}");
        });
    }

    private static Secret dsn(URI server) {
        return Secret.of("http://public@" + server.getAuthority() + "/42");
    }

    /** The envelopes with an event in them, as text. */
    private List<String> events() {
        return calls.stream()
                .map(ErrorReportsTest::text)
                .filter(text -> text.contains("\"type\":\"event\""))
                .toList();
    }

    private static String text(Call call) {
        if (!call.header("content-encoding").equals(Optional.of("gzip"))) {
            return call.text();
        }
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(call.body()))) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
