package dev.tocsin.notify.sentry;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Dsn;
import dev.tocsin.notify.Keys;
import dev.tocsin.notify.Outbound;
import dev.tocsin.notify.Phrase;
import dev.tocsin.notify.Wording;
import java.util.Map;
import java.util.Optional;

/** One entry of {@code sentry_configs}. {@code environment} may be empty: then Sentry calls it production. */
record SentryConfig(Dsn dsn, String environment, Phrase title, Map<String, Phrase> tags, Outbound outbound) {
    private static final Dsn NOWHERE = new Dsn(Secret.of("http://key@invalid.invalid/1"));

    /** What {@code global} says. */
    record Usual(String environment, Outbound outbound) {}

    static SentryConfig read(Fields in, Usual usual, Wording wording) {
        return new SentryConfig(
                dsn(in),
                in.text("environment", usual.environment()),
                wording.phrase(in, "title"),
                wording.phrases(in, "tags"),
                Outbound.read(in, usual.outbound()));
    }

    private static Dsn dsn(Fields in) {
        Secret given = Keys.secret(in, "dsn").orElseGet(() -> in.secret("dsn"));
        Optional<Dsn> dsn = Dsn.of(given);
        if (!given.isEmpty() && dsn.isEmpty()) {
            in.fault("dsn", "must be a DSN, such as https://key@o1.ingest.sentry.io/2");
        }
        return dsn.orElse(NOWHERE);
    }
}
