package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire, byte by byte, where clients in between would mend or unpack it. */
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields.
@QuarkusTest
@QuarkusTestResource(RunningAgent.class)
class WireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TestHTTPResource
    URI api;

    @TestHTTPResource(management = true)
    URI management;

    /** As Prometheus' own documentation has it, {@code curl -g} sends it, and people type it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "series?match[]=nothing{job=\"x\"} > {\"status\":\"success\",\"data\":[]}",
                "query?query=label_replace(vector(2),\"a\",\"ä\",\"\",\"\")^2 > {\"a\":\"ä\"}",
                "query?query=100% > unexpected end of input",
            })
    void anAddressIsReadAsItIsTyped(String typed, String answer) throws IOException {
        assertThat(said("GET /api/v1/" + typed + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(answer);
    }

    @Test
    void answersAreCompressedForWhoeverAsks() throws IOException, InterruptedException {
        assertThat(unpacked(api.resolve("/api/v1/query?query=vector(1)"))).startsWith("{\"status\":\"success\"");
        assertThat(unpacked(management.resolve("/metrics"))).contains("tocsin_turning 1.0");
        assertThat(unpacked(api.resolve("/assets/live.js"))).contains("EventSource");
        assertThat(encoding(api.resolve("/api/v1/query?query=vector(1)"), "gzip;q=0"))
                .isEmpty();
    }

    /** Streams would wait for more, and a page with the mark of our forms would tell its length. */
    @Test
    void pagesAndNewsAreNot() throws IOException, InterruptedException {
        assertThat(encoding(api.resolve("/query?query=1"), "gzip")).isEmpty();
        assertThat(encoding(api.resolve("/events"), "gzip")).isEmpty();
    }

    private static String encoding(URI address, String accepted) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = ask(address, accepted);
        answer.body().close();
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers()
                .firstValue("Content-Encoding")
                .filter(one -> !one.equals("identity"))
                .orElse("");
    }

    private static String unpacked(URI address) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = ask(address, "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream in = new GZIPInputStream(answer.body())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<InputStream> ask(URI address, String accepted)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(address)
                        .header("Accept-Encoding", accepted)
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private String said(String request) throws IOException {
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
