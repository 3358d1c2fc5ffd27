package dev.tocsin.notify.email;

import dev.tocsin.clock.Clock;
import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Wording;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The kind of channel that sends mail: {@code email_configs}. {@code vertx} is asked for when the first mail is sent; with the secret
 * {@code links} mails have links by which their readers acknowledge.
 */
public record Email(Supplier<Vertx> vertx, Clock clock, Wording wording, Optional<Secret> links)
        implements ChannelKind {
    @Override
    public String name() {
        return "email";
    }

    /** The beginning and the end: what happens in between is for those who are at it. */
    @Override
    public Takes takes() {
        return new Takes(true, false);
    }

    @Override
    public Reader defaults(Fields global) {
        EmailConfig.Usual usual = EmailConfig.Usual.read(global);
        return in -> {
            EmailConfig config = EmailConfig.read(in, usual, wording);
            return new EmailChannel(config, new Mailer(vertx, config.server()), clock, new AckLinks(wording, links));
        };
    }
}
