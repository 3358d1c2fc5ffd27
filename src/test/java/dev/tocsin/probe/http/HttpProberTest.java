package dev.tocsin.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Authority;
import dev.tocsin.http.Client;
import dev.tocsin.http.Rogue;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.probe.Failure;
import dev.tocsin.probe.ProbeResult;
import dev.tocsin.probe.ProbeSettings;
import dev.tocsin.probe.ProberContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProberTest extends ProberContract {
    private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");
    private static final Labels LABELS = Labels.of("job", "api", "instance", "there");

    private final SystemClock clock = new SystemClock();
    private final Client client = new Client(clock, "test");

    @TempDir
    Path folder;

    @Override
    protected ProbeSettings settings(String host, int port) {
        return read("url: http://" + host + ":" + port + "/");
    }

    @Override
    protected ProbeSettings tlsSettings(String host, int port) {
        return read("url: https://" + host + ":" + port + "/");
    }

    @Test
    void allNumbersOfASuccess() {
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nLast-Modified: Sun, 01 Nov 2026 10:00:00 GMT\r\n\r\nhello";
        try (Rogue server = Rogue.answering(answer)) {
            ProbeResult result = probe(server, "");
            assertThat(result.failure()).isEmpty();
            assertThat(result.samples().stream()
                            .map(sample -> sample.labels().metricName()
                                    + sample.labels().keep(List.of("phase")).toString())
                            .collect(Collectors.toList()))
                    .containsExactlyInAnyOrder(
                            "probe_success{}",
                            "probe_duration_seconds{}",
                            "probe_dns_lookup_time_seconds{}",
                            "probe_http_duration_seconds{phase=\"resolve\"}",
                            "probe_http_duration_seconds{phase=\"connect\"}",
                            "probe_http_duration_seconds{phase=\"tls\"}",
                            "probe_http_duration_seconds{phase=\"processing\"}",
                            "probe_http_duration_seconds{phase=\"transfer\"}",
                            "probe_http_redirects{}",
                            "probe_ip_protocol{}",
                            "probe_ip_addr_hash{}",
                            "probe_http_status_code{}",
                            "probe_http_content_length{}",
                            "probe_http_uncompressed_body_length{}",
                            "probe_http_version{}",
                            "probe_http_ssl{}",
                            "probe_http_last_modified_timestamp_seconds{}",
                            "probe_failed_due_to_regex{}");
            assertThat(value(result, "probe_success")).isEqualTo(1);
            assertThat(value(result, "probe_http_status_code")).isEqualTo(200);
            assertThat(value(result, "probe_http_content_length")).isEqualTo(5);
            assertThat(value(result, "probe_http_uncompressed_body_length")).isEqualTo(5);
            assertThat(value(result, "probe_http_version")).isEqualTo(1.1);
            assertThat(value(result, "probe_ip_protocol")).isEqualTo(4);
            assertThat(value(result, "probe_http_last_modified_timestamp_seconds"))
                    .isEqualTo(Instant.parse("2026-11-01T10:00:00Z").getEpochSecond());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        valid_status_codes: [201]                      | status       | status 200, wanted [201]
        valid_http_versions: [HTTP/2]                  | http-version | HTTP/1.1, wanted [HTTP/2.0]
        fail_if_not_ssl: true                          | not-ssl      | the answer did not come over TLS
        fail_if_body_matches_regexp: [nope, "da.*e"]   | body-regex   | the body matches da.*e
        fail_if_body_not_matches_regexp: ["^up$"]      | body-regex   | the body does not match ^up$
        body_size_limit: 8                             | body-too-large | the body is longer than body_size_limit; the first 8 bytes were read
        fail_if_header_matches: [{header: x-mood, regexp: bad}] | header-regex | header x-mood matches bad
        fail_if_header_not_matches: [{header: X-Mood, regexp: good}] | header-regex | header X-Mood does not match good
        fail_if_header_not_matches: [{header: X-None, regexp: good}] | header-regex | header X-None is missing
        json: [{pointer: /database, equals: true}]     | json         | /database is false, wanted true
        json: [{pointer: /status, in: [ok, healthy]}]  | json         | /status is "sick", wanted one of ok, healthy
        json: [{pointer: /cache, exists: true}]        | json         | /cache is missing
        json: [{pointer: /cache, equals: up}]          | json         | /cache is missing, wanted up
        json: [{pointer: /status, exists: false}]      | json         | /status is "sick", wanted none
        json: [{pointer: /lag, max: 30}]               | json         | /lag is 31.5, wanted at most 30
        json: [{pointer: /lag, min: 40}]               | json         | /lag is 31.5, wanted at least 40
        json: [{pointer: /parts/1, equals: b}]         | json         | /parts/1 is "c", wanted b
        json: [{pointer: /version, matches: "^2[.]"}]  | json         | /version is "1.4", wanted a match of ^2[.]
        json: [{pointer: /parts, equals: c}]           | json         | /parts is ["a","c"], wanted c
        json: [{pointer: "/a~1b", equals: 2}]          | json         | /a~1b is 1, wanted 2
        """)
    void whatAnAnswerMayLack(String module, String cause, String detail) {
        String body = """
            {"status": "sick", "database": false, "lag": 31.5, "parts": ["a", "c"], "version": "1.4", "a/b": 1}""";
        String answer = "HTTP/1.1 200 OK\r\nX-Mood: bad\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (Rogue server = Rogue.answering(answer)) {
            ProbeResult result = probe(server, module);
            assertThat(result.failure()).contains(new Failure(cause, detail));
            assertThat(value(result, "probe_success")).isZero();
            assertThat(value(result, "probe_http_status_code")).isEqualTo(200);
            assertThat(value(result, "probe_failed_due_to_regex")).isEqualTo(cause.endsWith("regex") ? 1 : 0);
            assertThat(named(result, "probe_failure_info"))
                    .singleElement()
                    .satisfies(sample -> assertThat(sample.labels().toMap())
                            .isEqualTo(Map.of(
                                    "__name__",
                                    "probe_failure_info",
                                    "job",
                                    "api",
                                    "instance",
                                    "there",
                                    "cause",
                                    cause)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json: [{pointer: /database, equals: true}, {pointer: /redis, equals: true}]",
                "json: [{pointer: /status, in: [ok, healthy]}, {pointer: /version, exists: true}]",
                "json: [{pointer: /queue, min: 0, max: 10}, {pointer: /queue, equals: 3.0}, {pointer: /gone, exists: false}]",
                "valid_status_codes: [200, 204]",
                "fail_if_body_matches_regexp: [failed]",
                "fail_if_header_matches: [{header: X-None, regexp: x, allow_missing: true}]",
                "preferred_ip_protocol: ip4",
                "body_size_limit: 1KB",
            })
    void whatAHealthyAnswerPasses(String module) {
        String body = """
            {"status": "ok", "version": "1.4", "database": true, "redis": true, "queue": 3}""";
        try (Rogue server = Rogue.answering(Rogue.ok(body))) {
            assertThat(probe(server, module).failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"a\": 1} x", "{\"database\": tru"})
    void aBodyThatIsNoJson(String body) {
        try (Rogue server = Rogue.answering(Rogue.ok(body))) {
            Failure failure = probe(server, "json: [{pointer: /database, equals: true}]")
                    .failure()
                    .orElseThrow();
            assertThat(failure.cause()).isEqualTo("json");
            assertThat(failure.detail()).startsWith("the body is not JSON: ");
        }
    }

    @Test
    void aBodyWithoutEndIsBounded() {
        try (Rogue server = Rogue.plain(socket -> {
            socket.getInputStream().read(new byte[4096]);
            Rogue.send(socket, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                Rogue.send(socket, "x".repeat(8192));
            }
        })) {
            ProbeResult result = probe(server, "body_size_limit: 100KB");
            assertThat(result.failure()).map(Failure::cause).contains("body-too-large");
            assertThat(value(result, "probe_http_uncompressed_body_length")).isEqualTo(102_400);
        }
    }

    @Test
    void redirectsAreFollowedUnlessTheyAreNotWanted() {
        String redirect = "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (Rogue server = Rogue.plain(socket -> {
            byte[] head = new byte[4096];
            int length = socket.getInputStream().read(head);
            boolean other = new String(head, 0, length, java.nio.charset.StandardCharsets.US_ASCII).contains("/other");
            Rogue.send(socket, other ? Rogue.ok("") : redirect);
        })) {
            ProbeResult followed = probe(server, "");
            assertThat(followed.failure()).isEmpty();
            assertThat(value(followed, "probe_http_redirects")).isEqualTo(1);
            ProbeResult refused = probe(server, "follow_redirects: false");
            assertThat(refused.failure()).map(Failure::detail).contains("status 302, wanted 2xx");
        }
    }

    @Test
    void whatIsSentIsConfigured() {
        try (Rogue server = Rogue.answering(Rogue.ok(""))) {
            probe(server, """
                method: post
                headers: {Host: shop.example, Content-Type: application/json, X-Key: "${KEY}"}
                body: '{"deep": true}'
                basic_auth: {username: ann, password: "${PASS}"}
                """);
            assertThat(server.heads().getFirst())
                    .startsWith("POST / HTTP/1.1\n")
                    .contains("Host: shop.example\n")
                    .contains("Content-Type: application/json\n")
                    .contains("X-Key: KEY-value\n")
                    .contains("Authorization: Basic YW5uOlBBU1MtdmFsdWU=\n");
        }
    }

    @Test
    void theEndOfACertificateIsMeasuredBeforeAndAfter() {
        Instant now = clock.now().truncatedTo(ChronoUnit.SECONDS);
        Authority authority = new Authority("Root", now.minus(Duration.ofDays(9)), now.plus(Duration.ofDays(99)));
        String trust = "tls_config: {ca_file: " + authority.file(folder) + "}";
        for (Duration left : List.of(Duration.ofDays(5), Duration.ofDays(-1))) {
            Instant end = now.plus(left);
            var certificate = authority.issue(now.minus(Duration.ofDays(8)), end, "localhost");
            try (Rogue server = Rogue.tlsAnswering(certificate.server(), "ok")) {
                ProbeResult result = read("url: " + server.uri("localhost", "/") + "\n" + trust)
                        .prober(LABELS, client)
                        .probe(AT, Duration.ofSeconds(5));
                assertThat(value(result, "probe_ssl_earliest_cert_expiry")).isEqualTo(end.getEpochSecond());
                assertThat(value(result, "probe_success")).isEqualTo(left.isPositive() ? 1 : 0);
                assertThat(named(result, "probe_ssl_last_chain_info")
                                .getFirst()
                                .labels()
                                .get("subject"))
                        .isEqualTo("CN=localhost");
                assertThat(named(result, "probe_ssl_last_chain_expiry_timestamp_seconds"))
                        .hasSize(left.isPositive() ? 1 : 0);
                if (left.isNegative()) {
                    assertThat(result.failure()).map(Failure::cause).contains("tls-expired");
                } else {
                    assertThat(named(result, "probe_tls_version_info")
                                    .getFirst()
                                    .labels()
                                    .get("version"))
                            .isEqualTo("TLS 1.3");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        valid_status_codes: [99]                        | not a status code: 99
        valid_http_versions: [SPDY]                     | not one of HTTP/1.0, HTTP/1.1, HTTP/2.0: SPDY
        fail_if_body_matches_regexp: ["("]              | missing closing )
        body_size_limit: lots                           | not a size such as 512KB or 10MB: lots
        body: x                                         | a GET has no body; set method: POST
        json: [{pointer: database, equals: true}]       | a JSON Pointer starts with /, such as /database
        json: [{pointer: "/a~b", equals: true}]         | in a JSON Pointer ~ is written ~0
        json: [{pointer: /a}]                           | say what it must be: one of equals, in, matches, min, max, exists
        json: [{pointer: /a, exists: false, equals: 1}] | what must not exist cannot be tested further
        bearer_token: "${A}"\\nbasic_auth: {username: a} | basic_auth, authorization, oauth2 and bearer_token exclude each other
        tls_config: {cert_file: a.pem}                  | cert_file and key_file go together
        fail_if_ssl: true\\nfail_if_not_ssl: true   | with fail_if_ssl nothing can succeed
        no_such_key: 1                                  | no_such_key
        """)
    void faultsOfTheConfiguration(String module, String fault) {
        Loaded<ProbeSettings> loaded = load("url: http://a.example/\n" + module.replace("\\n", "\n"));
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        assertThat(loaded.toString()).contains(fault);
    }

    @Test
    void equalSettingsAreTheSameCheck() {
        String text = """
            url: http://a.example/
            headers: {A: b}
            fail_if_body_matches_regexp: [x]
            json: [{pointer: /a, matches: x}]
            """;
        assertThat(read(text)).isEqualTo(read(text));
        assertThat(read(text).instance()).isEqualTo("http://a.example/");
    }

    private ProbeResult probe(Rogue server, String module) {
        return read("url: " + server.uri("/") + (module.isEmpty() ? "" : "\n" + module))
                .prober(LABELS, client)
                .probe(AT, Duration.ofSeconds(5));
    }

    private static double value(ProbeResult result, String name) {
        return named(result, name).stream()
                .mapToDouble(Sample::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static ProbeSettings read(String yaml) {
        Loaded<ProbeSettings> loaded = load(yaml);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<ProbeSettings>) loaded).value();
    }

    private static Loaded<ProbeSettings> load(String yaml) {
        return Config.load(
                new Source("tocsin.yml", yaml, Path.of(".")), name -> Optional.of(name + "-value"), HttpSettings::read);
    }
}
