package dev.tocsin.notify.sentry;

import dev.tocsin.config.Fields;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Outbound;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Wording;

/** The kind of channel that opens an issue at Sentry: {@code sentry_configs}. */
public record Sentry(Posting posting, Wording wording) implements ChannelKind {
    @Override
    public String name() {
        return "sentry";
    }

    /** Each message is one more event of an issue, and Sentry counts them. */
    @Override
    public Takes takes() {
        return new Takes(true, false);
    }

    @Override
    public Reader defaults(Fields global) {
        SentryConfig.Usual usual =
                new SentryConfig.Usual(global.text("environment", ""), Outbound.read(global, Outbound.DEFAULT));
        return in -> new SentryChannel(SentryConfig.read(in, usual, wording), posting, wording);
    }
}
