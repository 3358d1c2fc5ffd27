package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.example/health,                             https://api.example/health",
        "http://10.0.0.1:8080,                                   http://10.0.0.1:8080",
        "http://my_service:8080/health,                          http://my_service:8080/health",
        "https://ann:s3cret@api.example/health,                  https://api.example/health",
        "https://api.example/health?token=abc&deep=1,            https://api.example/health?token=<redacted>&deep=<redacted>",
        "https://api.example/health?abc,                         https://api.example/health?<redacted>",
        "https://hooks.slack.com/services/T1/B2/abc,             https://hooks.slack.com/<redacted>",
        "http://127.0.0.1:9/services/T1/B2/abc,                  http://127.0.0.1:9/services/T1/B2/<redacted>",
        "https://discord.example/api/webhooks/12/secret,         https://discord.example/api/webhooks/<redacted>",
        "https://x.example/integrations/R2D2C3PO4567890abcdef/e, https://x.example/integrations/<redacted>/e",
        "https://x.example/services/billing/health,              https://x.example/services/billing/health",
    })
    void addresses(String address, String redacted) {
        assertThat(Redaction.address(URI.create(address))).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource({
        "api:9090,                        api:9090",
        "ann:s3cret@api,                  api",
        "[::1]:9090,                      [::1]:9090",
        "api/metrics?token=abc,           api/metrics?token=<redacted>",
        "https://a:b@api/m?x=y,           https://api/m?x=<redacted>",
        "tcp://api:25,                    tcp://api:25",
        "no target,                       <redacted>",
        "'',                              ''",
    })
    void targets(String target, String redacted) {
        assertThat(Redaction.target(target)).isEqualTo(redacted);
    }

    @Test
    void whatWasSentIsTakenOutOfErrors() {
        Request request = Request.get(URI.create("https://ann:s3cret@api.example/?key=q5ery"))
                .withHeader("X-Key", "h4ader")
                .withAuth(new Auth.Bearer(Secret.of("t0ken")));
        String text = Redaction.text("s3cret h4ader\r\nt0ken key=q5ery ann:s3cret end", request);
        assertThat(text).isEqualTo("<redacted> <redacted> <redacted> <redacted> <redacted> end");
        assertThat(request.toString()).isEqualTo("GET https://api.example/?key=<redacted>");
        assertThat(request.headers().toString()).doesNotContain("h4ader");
    }

    @Test
    void errorsAreOfBoundedLength() {
        Request request = Request.get(URI.create("http://api.example/"));
        assertThat(Redaction.text("x".repeat(5000), request)).hasSizeLessThan(400);
    }
}
