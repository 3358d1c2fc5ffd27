package dev.tocsin.notify.webhook;

import dev.tocsin.config.Fields;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Outbound;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Wording;

/** The kind of channel that posts Alertmanager's JSON to any address: {@code webhook_configs}. */
public record Webhook(Posting posting, Wording wording) implements ChannelKind {
    @Override
    public String name() {
        return "webhook";
    }

    /** Who expects Alertmanager would take news of anything else for another firing. */
    @Override
    public Takes takes() {
        return new Takes(true, false);
    }

    @Override
    public Reader defaults(Fields global) {
        Outbound usual = Outbound.read(global, Outbound.DEFAULT);
        return in -> new WebhookChannel(WebhookConfig.read(in, usual), posting, wording.external());
    }
}
