package dev.tocsin.scrape;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Tls;
import dev.tocsin.http.Wire;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sizes;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Targets that are scraped in the same way: an entry of Prometheus' {@code scrape_configs}. */
public record ScrapeJob(String name, List<ScrapeTarget> targets) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long BODY_LIMIT = 64 << 20;
    private static final int REDIRECTS = 10;

    public ScrapeJob {
        targets = List.copyOf(targets);
    }

    /**
     * Reads Prometheus' keys: {@code job_name, scrape_interval, scrape_timeout, scheme, metrics_path, params,
     * static_configs, relabel_configs, metric_relabel_configs, honor_labels, honor_timestamps, sample_limit,
     * body_size_limit, scrape_protocols, fallback_scrape_protocol, openmetrics, scrape_native_histograms,
     * always_scrape_classic_histograms, basic_auth, bearer_token, tls_config, proxy_url, follow_redirects,
     * enable_http2}. {@code targets} and {@code labels} may stand in the job itself; a target may be a whole URL.
     *
     * @param usual the interval of a job that has none of its own
     */
    public static ScrapeJob read(Fields in, Duration usual) {
        String name = in.text("job_name");
        Duration interval = in.duration("scrape_interval", usual);
        if (!interval.isPositive()) {
            in.fault("scrape_interval", "must be positive");
        }
        Shape shape = new Shape(name, interval, access(in, interval), rules(in), usual(in));
        List<ScrapeTarget> targets = new ArrayList<>(targets(in, shape));
        in.list("static_configs", group -> targets(group, shape)).forEach(targets::addAll);
        if (!in.has("targets") && !in.has("static_configs")) {
            in.fault("targets", "a job without targets scrapes nothing");
        }
        return new ScrapeJob(name, targets);
    }

    /** What the targets of a job have in common. */
    private record Shape(String job, Duration interval, ScrapeTarget.Access access, Rules rules, Place.Usual place) {}

    private static Place.Usual usual(Fields in) {
        String scheme = in.text("scheme", "http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            in.fault("scheme", "must be http or https");
        }
        String path = in.text("metrics_path", "/metrics");
        if (!path.startsWith("/")) {
            in.fault("metrics_path", "must start with /");
        }
        return new Place.Usual(scheme, path, parameters(in), in.list("relabel_configs", Relabel::read));
    }

    private static Map<String, List<String>> parameters(Fields in) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        in.optional("params", fields -> fields)
                .ifPresent(fields -> fields.keys().forEach(name -> {
                    List<String> values = fields.texts(name);
                    if (!values.isEmpty()) {
                        parameters.put(name, values);
                    }
                }));
        return parameters;
    }

    private static ScrapeTarget.Access access(Fields in, Duration interval) {
        Duration timeout = in.duration("scrape_timeout", TIMEOUT.compareTo(interval) < 0 ? TIMEOUT : interval);
        if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
            in.fault("scrape_timeout", "must be positive and no longer than the interval");
        }
        long bytes = in.parsed("body_size_limit", Sizes::parse, BODY_LIMIT);
        int redirects = in.flag("follow_redirects", true) ? REDIRECTS : 0;
        Wire wire = Wire.POOLED
                .withTls(in.optional("tls_config", Tls::read).orElse(Tls.DEFAULT))
                .withProxy(in.optionalUri("proxy_url"))
                .withHttp2(in.flag("enable_http2", true));
        return new ScrapeTarget.Access(
                Protocol.Wish.read(in, Natives.read(in)),
                Auth.read(in),
                wire,
                new Limits(timeout, bytes == 0 ? BODY_LIMIT : bytes, true, redirects));
    }

    private static Rules rules(Fields in) {
        long limit = in.whole("sample_limit", 0);
        if (limit < 0) {
            in.fault("sample_limit", "must not be negative; 0 is no limit");
        }
        return new Rules(
                in.flag("honor_labels", false),
                in.flag("honor_timestamps", true),
                limit,
                Natives.read(in),
                in.list("metric_relabel_configs", Relabel::read));
    }

    private static List<ScrapeTarget> targets(Fields in, Shape shape) {
        Map<String, String> labels = in.textMap("labels");
        if (labels.containsKey(Label.METRIC_NAME)) {
            in.fault("labels", "__name__ is the metric's own");
        }
        Labels common = Labels.of(labels).without(Label.METRIC_NAME).with("job", shape.job());
        List<ScrapeTarget> targets = new ArrayList<>();
        for (String address : in.addresses("targets")) {
            try {
                Place.of(address, common, shape.place()).ifPresent(place -> targets.add(target(place, shape)));
            } catch (URISyntaxException garbage) {
                in.fault("targets", "not a host with a port, nor a URL");
            }
        }
        return targets;
    }

    private static ScrapeTarget target(Place place, Shape shape) {
        return new ScrapeTarget(
                shape.job(), place.url(), place.labels(), shape.interval(), shape.access(), shape.rules());
    }
}
