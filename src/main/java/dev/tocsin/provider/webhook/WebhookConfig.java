package dev.tocsin.provider.webhook;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** One address: {@code platform.webhook} of a service. {@code status} is where it shows what it did. */
public record WebhookConfig(URI url, Optional<URI> status, Secret secret) implements Platform.Binding {
    /** The kind of platform, for the registry. */
    public static final Platform PLATFORM = new Platform() {
        @Override
        public String key() {
            return "webhook";
        }

        @Override
        public Platform.Binding read(Fields in) {
            return WebhookConfig.read(in);
        }
    };

    static WebhookConfig read(Fields in) {
        return new WebhookConfig(in.uri("url"), in.optionalUri("status_url"), in.secret("secret"));
    }

    @Override
    public Set<Lever> levers() {
        return Set.of(Lever.WEBHOOK);
    }

    @Override
    public Levers open(Platform.Means means) {
        return new Webhook(this, means);
    }
}
