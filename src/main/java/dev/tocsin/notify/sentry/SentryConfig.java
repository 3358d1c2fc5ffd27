package dev.tocsin.notify.sentry;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Dsn;
import dev.tocsin.notify.Keys;
import dev.tocsin.notify.Outbound;
import dev.tocsin.notify.Phrase;
import dev.tocsin.notify.Wording;
import java.util.Map;

/** One entry of {@code sentry_configs}. {@code environment} may be empty: then Sentry calls it production. */
record SentryConfig(Dsn dsn, String environment, Phrase title, Map<String, Phrase> tags, Outbound outbound) {
    /** What {@code global} says. */
    record Usual(String environment, Outbound outbound) {}

    static SentryConfig read(Fields in, Usual usual, Wording wording) {
        return new SentryConfig(
                Dsn.read(in, "dsn", Keys.secret(in, "dsn").orElseGet(() -> in.secret("dsn"))),
                in.text("environment", usual.environment()),
                wording.phrase(in, "title"),
                wording.phrases(in, "tags"),
                Outbound.read(in, usual.outbound()));
    }
}
