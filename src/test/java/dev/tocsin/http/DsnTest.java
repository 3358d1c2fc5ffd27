package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DsnTest {
    @ParameterizedTest
    @CsvSource({
        "https://abc@o1.ingest.sentry.io/2, https://o1.ingest.sentry.io/api/2/envelope/, abc",
        "http://abc@127.0.0.1:9000/42, http://127.0.0.1:9000/api/42/envelope/, abc",
        "https://abc:old@sentry.example.com/below/7, https://sentry.example.com/below/api/7/envelope/, abc"
    })
    void saysWhereToAndWithWhichKey(String text, URI address, String key) {
        Dsn dsn = Dsn.of(Secret.of(text)).orElseThrow();
        assertThat(dsn.api("envelope/")).isEqualTo(address);
        assertThat(dsn.key().reveal()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o1.ingest.sentry.io/2",
                "https://o1.ingest.sentry.io/2",
                "https://abc@o1.ingest.sentry.io",
                "https://abc@o1.ingest.sentry.io/",
                "ftp://abc@o1.ingest.sentry.io/2",
                "https://abc@o 1/2",
                "https://abc@/2"
            })
    void knowsWhatIsNone(String text) {
        assertThat(Dsn.of(Secret.of(text))).isEmpty();
    }

    @Test
    void isNotSeen() {
        assertThat(Dsn.of(Secret.of("https://abc@o1.ingest.sentry.io/2")).toString())
                .doesNotContain("abc", "sentry");
    }
}
