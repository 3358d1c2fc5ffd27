package dev.tocsin.notify.webhook;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.notify.Keys;
import dev.tocsin.notify.Outbound;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Alertmanager's {@code webhook_config}. {@code maxAlerts} of 0 is no limit. */
record WebhookConfig(Secret url, Outbound outbound, int maxAlerts, Optional<Duration> timeout) {
    static WebhookConfig read(Fields in, Outbound usual) {
        Optional<Secret> url = in.has("url_file")
                ? Keys.address(in, "url")
                : Optional.of(Secret.of(in.uri("url").toString()));
        return new WebhookConfig(
                url.orElseGet(() -> Secret.of("")),
                Outbound.read(in, usual),
                Math.clamp(in.whole("max_alerts", 0), 0, Integer.MAX_VALUE),
                in.optionalDuration("timeout").filter(Duration::isPositive));
    }

    URI to() {
        return URI.create(url.reveal());
    }
}
