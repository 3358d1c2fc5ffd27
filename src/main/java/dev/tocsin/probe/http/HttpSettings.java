package dev.tocsin.probe.http;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Client;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Redaction;
import dev.tocsin.http.Request;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sizes;
import dev.tocsin.probe.ProbeSettings;
import dev.tocsin.probe.Prober;
import java.net.URI;

/**
 * An HTTP address and how it is checked.
 *
 * @param question what is sent
 * @param expectation what the answer must be
 * @param limits the timeout in it is replaced by each check's own
 */
public record HttpSettings(URI url, Question question, Expectation expectation, Limits limits)
        implements ProbeSettings {
    private static final long BODY_LIMIT = 10 << 20;
    private static final int REDIRECTS = 10;

    /** Reads {@code url}, blackbox_exporter's keys of an HTTP probe, and {@code json}. */
    public static HttpSettings read(Fields in) {
        Expectation expectation = Expectation.read(in);
        long bytes = in.parsed("body_size_limit", Sizes::parse, BODY_LIMIT);
        if (bytes <= 0) {
            in.fault("body_size_limit", "must be positive");
        }
        int redirects = in.flag("follow_redirects", true) ? REDIRECTS : 0;
        Limits limits = new Limits(Limits.DEFAULT.timeout(), bytes, expectation.readsBody(), redirects);
        return new HttpSettings(in.uri("url"), Question.read(in), expectation, limits);
    }

    Request request() {
        return question.request(url).withLimits(limits);
    }

    @Override
    public String instance() {
        return Redaction.address(url);
    }

    @Override
    public Prober prober(Labels labels, Client client) {
        return new HttpProber(this, labels, client);
    }
}
