package dev.tocsin.app;

import dev.tocsin.clock.Clock;
import dev.tocsin.collect.CollectSettings;
import dev.tocsin.collect.railway.RailwaySettings;
import dev.tocsin.collect.sql.SqlSettings;
import dev.tocsin.config.Fields;
import dev.tocsin.http.Client;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Wording;
import dev.tocsin.notify.email.Email;
import dev.tocsin.notify.pagerduty.PagerDuty;
import dev.tocsin.notify.sentry.Sentry;
import dev.tocsin.notify.slack.Slack;
import dev.tocsin.notify.webhook.Webhook;
import dev.tocsin.probe.ProbeSettings;
import dev.tocsin.probe.http.HttpSettings;
import dev.tocsin.provider.Platform;
import dev.tocsin.provider.github.GitHubConfig;
import dev.tocsin.provider.railway.RailwayConfig;
import dev.tocsin.provider.vercel.VercelConfig;
import dev.tocsin.provider.webhook.WebhookConfig;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Everything of which there are kinds, listed: a new probe, channel or platform is one line here. */
final class Kinds {
    private final Clock clock;
    private final Client client;
    private final Supplier<Vertx> vertx;

    /** {@code vertx} is asked when the first mail is sent: checking a configuration starts nothing. */
    Kinds(Clock clock, Client client, Supplier<Vertx> vertx) {
        this.clock = clock;
        this.client = client;
        this.vertx = vertx;
    }

    Map<String, Function<Fields, ProbeSettings>> probes() {
        return Map.of("http", HttpSettings::read);
    }

    Map<String, Function<Fields, CollectSettings>> collectors() {
        return Map.of("sql", SqlSettings::read, "railway", RailwaySettings::read);
    }

    /** {@code hooks}: which answers of people come back to us, by buttons and by links. */
    List<ChannelKind> channels(Wording wording, HooksConfig hooks) {
        Posting posting = new Posting(client, clock);
        return List.of(
                new PagerDuty(posting, wording),
                new Slack(posting, wording, hooks.slack().isPresent()),
                new Email(vertx, clock, wording, hooks.mail()),
                new Webhook(posting, wording),
                new Sentry(posting, wording));
    }

    List<Platform> platforms() {
        return List.of(RailwayConfig.PLATFORM, VercelConfig.PLATFORM, GitHubConfig.PLATFORM, WebhookConfig.PLATFORM);
    }
}
