package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PassTest {
    private static final Secret SECRET = Secret.of("a secret for links in mails");
    private static final Pass PASS =
            new Pass("51c08ac34b-m2jq3k1v", "on call engineer ünï", Instant.parse("2026-11-23T10:00:00Z"));

    @Test
    void itComesBackAsItWas() {
        assertThat(Pass.of(PASS.key(SECRET), SECRET)).contains(PASS);
        assertThat(PASS.key(SECRET)).matches("[\\w.-]+");
    }

    @Test
    void noneCanBeMadeUpOrChanged() {
        String key = PASS.key(SECRET);
        assertThat(Pass.of(key, Secret.of("another secret"))).isEmpty();
        String content = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("9999999999 i eve".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Pass.of(content + key.substring(key.indexOf('.')), SECRET)).isEmpty();
        assertThat(Pass.of(key.substring(0, key.length() - 2), SECRET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "no dot", "....", "%%%.%%%"})
    void garbageIsNone(String key) {
        assertThat(Pass.of(key, SECRET)).isEmpty();
    }
}
