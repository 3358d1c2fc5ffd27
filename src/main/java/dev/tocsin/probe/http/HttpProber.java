package dev.tocsin.probe.http;

import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import dev.tocsin.model.Gauges;
import dev.tocsin.model.Labels;
import dev.tocsin.probe.Failure;
import dev.tocsin.probe.ProbeResult;
import dev.tocsin.probe.Prober;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Checks one HTTP address. */
final class HttpProber implements Prober {
    private final HttpSettings settings;
    private final Labels labels;
    private final Client client;

    HttpProber(HttpSettings settings, Labels labels, Client client) {
        this.settings = settings;
        this.labels = labels;
        this.client = client;
    }

    @Override
    public ProbeResult probe(Instant at, Duration timeout) {
        Exchange exchange = client.exchange(settings.request().withTimeout(timeout));
        HttpMetrics metrics = new HttpMetrics(new Gauges(labels, at.toEpochMilli()));
        metrics.way(exchange.trace());
        return switch (exchange) {
            case Answered answered -> judged(answered, metrics);
            case Failed failed -> failed(failed, metrics);
        };
    }

    private ProbeResult judged(Answered answered, HttpMetrics metrics) {
        Optional<Objection> objection = settings.expectation().judge(answered.reply(), answered.trace());
        metrics.reply(answered.reply(), answered.trace());
        metrics.regex(objection.filter(found -> found.complaint().regex()).isPresent());
        return metrics.result(
                objection.map(found -> new Failure(found.complaint().word(), found.detail())), Optional.empty());
    }

    private static ProbeResult failed(Failed failed, HttpMetrics metrics) {
        metrics.noReply();
        metrics.regex(false);
        Failure failure = new Failure(failed.cause().word(), failed.detail());
        return metrics.result(Optional.of(failure), Optional.of(failed.trace().reached()));
    }
}
