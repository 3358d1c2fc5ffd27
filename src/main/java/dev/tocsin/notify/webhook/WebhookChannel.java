package dev.tocsin.notify.webhook;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Veil;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One address that takes Alertmanager's webhook. Any 2xx is taken for done. */
final class WebhookChannel implements Channel {
    private final WebhookConfig config;
    private final Posting posting;
    private final Optional<URI> external;
    private final Veil veil;

    WebhookChannel(WebhookConfig config, Posting posting, Optional<URI> external) {
        this.config = config;
        this.posting = posting;
        this.external = external;
        List<Secret> secrets = new ArrayList<>(config.outbound().secrets());
        secrets.add(config.url());
        this.veil = new Veil(secrets);
    }

    @Override
    public Delivery send(Page page, Instant deadline) {
        String body = new PayloadBody(page, external, config.maxAlerts()).json().toString();
        Request request = config.outbound().apply(Request.post(config.to(), Payload.json(body)));
        return posting.send(request, sooner(deadline), this::judge);
    }

    @Override
    public Optional<Secret> credential() {
        return Optional.of(config.url());
    }

    private Instant sooner(Instant deadline) {
        return config.timeout()
                .map(timeout -> posting.now().plus(timeout))
                .filter(deadline::isAfter)
                .orElse(deadline);
    }

    private Delivery judge(Reply reply) {
        return posting.judge(reply, reply.ok() ? "" : veil.over(reply.text()));
    }
}
