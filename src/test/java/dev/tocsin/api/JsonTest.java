package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.access.Memory;
import dev.tocsin.engine.Heard;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How what somebody said is answered. */
class JsonTest {
    @ParameterizedTest
    @EnumSource
    void whatCannotBeReliedOnMayBeSaidAgain(Heard heard) {
        try (Response response = Json.accepted(heard)) {
            assertThat(response.getStatus()).isEqualTo(heard == Heard.KEPT ? 202 : 503);
            assertThat(heard == Heard.KEPT
                            || String.valueOf(response.getEntity()).contains("say it again"))
                    .isTrue();
        }
    }

    /** A signed message that came to nothing is delivered again under the id that it had. */
    @Test
    void whatWasForgottenMayComeAgain() {
        Instant now = Instant.parse("2026-11-22T10:00:00Z");
        Memory memory = new Memory(10);
        assertThat(memory.take("id", now.plusSeconds(60), now)).isTrue();
        assertThat(memory.take("id", now.plusSeconds(60), now)).isFalse();
        memory.forget("id");
        assertThat(memory.take("id", now.plusSeconds(60), now)).isTrue();
    }
}
