package dev.tocsin.notify.sentry;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Veil;
import dev.tocsin.notify.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One project of Sentry, told by envelopes (develop.sentry.dev, "Envelopes"). A page that is sent twice has the same event id, of which
 * Sentry keeps one. Accepted means that it was taken in: what filters and quotas of the project leave out, it does not say.
 */
final class SentryChannel implements Channel {
    private static final String ENVELOPE = "application/x-sentry-envelope";
    /** For how long a client is to be silent when it is told to be, and not for how long. */
    private static final Duration USUAL_REST = Duration.ofMinutes(1);

    private final SentryConfig config;
    private final Posting posting;
    private final Wording wording;
    private final Veil veil;

    SentryChannel(SentryConfig config, Posting posting, Wording wording) {
        this.config = config;
        this.posting = posting;
        this.wording = wording;
        List<Secret> secrets = new ArrayList<>(config.outbound().secrets());
        secrets.add(config.dsn().text());
        secrets.add(config.dsn().key());
        this.veil = new Veil(secrets);
    }

    @Override
    public Delivery send(Page page, Instant deadline) {
        String envelope = new EventBody(config, page, wording.letter(page, text -> text)).envelope(posting.now());
        Request request = Request.post(config.dsn().api("envelope/"), Payload.of(ENVELOPE, envelope))
                .withHeader(
                        "X-Sentry-Auth",
                        "Sentry sentry_version=7, sentry_client=tocsin/1, sentry_key="
                                + config.dsn().key().reveal());
        return posting.send(config.outbound().apply(request), deadline, this::judge);
    }

    @Override
    public Optional<Secret> credential() {
        return Optional.of(config.dsn().text());
    }

    private Delivery judge(Reply reply) {
        return switch (posting.judge(reply, reply.ok() ? "" : veil.over(reply.text()))) {
            case Delivery.Deferred(var cause, String detail, Optional<Duration> retryAfter)
            when cause == dev.tocsin.notify.Cause.RATE_LIMITED ->
                new Delivery.Deferred(cause, detail, retryAfter.or(() -> Optional.of(rest(reply))));
            case Delivery other -> other;
        };
    }

    /** {@code X-Sentry-Rate-Limits: 60:error;default:key, 2700::organization}: the longest that concerns events. */
    private static Duration rest(Reply reply) {
        return reply.headers().first("X-Sentry-Rate-Limits").stream()
                .flatMap(limits -> Stream.of(limits.split(",", -1)))
                .map(limit -> limit.strip().split(":", -1))
                .filter(SentryChannel::isOfEvents)
                .map(limit -> Duration.ofSeconds(Long.parseLong(limit[0])))
                .max(Duration::compareTo)
                .orElse(USUAL_REST);
    }

    /** No category stands for all of them. */
    private static boolean isOfEvents(String[] limit) {
        return limit[0].matches("\\d{1,9}")
                && (limit.length < 2
                        || limit[1].isEmpty()
                        || Stream.of(limit[1].split(";")).anyMatch(List.of("error", "default")::contains));
    }
}
