package dev.tocsin.provider.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Client;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Script;
import dev.tocsin.lab.webhook.FakeWebhook;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import dev.tocsin.provider.ProviderContract;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import dev.tocsin.provider.View.Run;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, and what is this call's own. */
final class WebhookTest extends ProviderContract {
    private static final String ACT = "inc-1/call-us";

    private final Client http = new Client(clock, "test");
    private final FakeWebhook team = FakeWebhook.start(clock, TOKEN, Duration.ZERO);

    @AfterEach
    void close() {
        team.close();
        http.close();
    }

    @Override
    protected Levers client() {
        return client(team.url(), Optional.of(team.status()), TOKEN);
    }

    @Override
    protected Levers client(URI elsewhere) {
        return client(elsewhere, Optional.of(elsewhere), TOKEN);
    }

    private Levers client(URI url, Optional<URI> status, String secret) {
        return new WebhookConfig(url, status, Secret.of(secret)).open(new Platform.Means(clock, http));
    }

    @Override
    protected Script<Fault> faults() {
        return team.faults();
    }

    @Override
    protected Pull pull() {
        return new Pull.Webhook(ACT);
    }

    @Override
    protected int pulls() {
        return team.acts().size();
    }

    @Test
    void theActIsNamedAndShown() {
        assertThat(client().pull(pull(), soon())).isInstanceOf(Answer.Ok.class);
        assertThat(team.acts())
                .extracting(Asked::field)
                .containsExactly("{\"act\":\"inc-1/call-us\",\"incident\":\"inc-1\",\"remedy\":\"call-us\"}");
        Answer<View> seen = client().look(Lever.WEBHOOK, soon());
        assertThat(seen).isEqualTo(new Answer.Ok<>(new View.Runs(List.of(new Run(ACT, ACT, Run.State.SUCCEEDED)))));
    }

    @Test
    void whoDoesNotShowWhatItDidIsDark() {
        Levers dark = client(team.url(), Optional.empty(), TOKEN);
        assertThat(dark.look(Lever.WEBHOOK, soon())).isEqualTo(new Answer.Ok<>(new View.Dark()));
    }

    @Test
    void aWrongSecretIsRefused() {
        Answer<?> answer = client(team.url(), Optional.empty(), "other").pull(pull(), soon());
        assertThat(answer).isEqualTo(new Answer.Refused<>(Cause.UNAUTHORIZED, "HTTP 401: the signature does not fit"));
        assertThat(pulls()).isZero();
    }

    @Test
    void theSignatureIsAsDocumented() {
        // openssl: printf 'v1:1795341600:{}' | openssl dgst -sha256 -hmac hush
        String signed = Signature.of(Secret.of("hush"), Instant.ofEpochSecond(1795341600L), "{}");
        assertThat(signed).isEqualTo("v1=" + EXPECTED);
    }

    private static final String EXPECTED = "512632d635dc746af4582ae9d250c012270c63590912b24433e2c46d0782c76d";
}
