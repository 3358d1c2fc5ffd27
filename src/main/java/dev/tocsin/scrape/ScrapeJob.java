package dev.tocsin.scrape;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Tls;
import dev.tocsin.http.Wire;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.relabel.Relabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Targets that are scraped in the same way: an entry of Prometheus' {@code scrape_configs}.
 *
 * @param shape what its targets have in common
 * @param fixed those that stand in the configuration
 * @param discoveries where others are found
 */
public record ScrapeJob(String name, Shape shape, Sorted fixed, List<Discovery> discoveries) {
    private static final long BODY_LIMIT = 64 << 20;
    private static final int REDIRECTS = 10;

    /** What the targets of a job have in common. */
    record Shape(String job, Duration interval, ScrapeTarget.Access access, Rules rules, Place.Usual place) {}

    /**
     * What became of targets.
     *
     * @param dropped by relabelling: their labels before it
     * @param faults of what is no target
     */
    record Sorted(List<ScrapeTarget> targets, List<Labels> dropped, List<String> faults) {
        Sorted {
            targets = List.copyOf(targets);
            dropped = List.copyOf(dropped);
            faults = List.copyOf(faults);
        }
    }

    public ScrapeJob {
        discoveries = List.copyOf(discoveries);
    }

    /** Those of its targets that stand in the configuration. */
    public List<ScrapeTarget> targets() {
        return fixed.targets();
    }

    /** How often its targets are scraped, unless relabelling says otherwise. */
    public Duration interval() {
        return shape.interval();
    }

    /**
     * Reads Prometheus' keys: {@code job_name, scrape_interval, scrape_timeout, scheme, metrics_path, params,
     * static_configs, file_sd_configs, http_sd_configs, relabel_configs, metric_relabel_configs, honor_labels,
     * honor_timestamps, track_timestamps_staleness, sample_limit, label_limit, label_name_length_limit, label_value_length_limit, body_size_limit, scrape_protocols, fallback_scrape_protocol,
     * openmetrics, scrape_native_histograms, always_scrape_classic_histograms, convert_classic_histograms_to_nhcb, basic_auth, authorization, bearer_token, tls_config,
     * proxy_url, follow_redirects, enable_http2}. {@code targets} and {@code labels} may stand in the job itself; a target may
     * be a whole URL.
     *
     * @param otherwise what a job has that says nothing else
     */
    public static ScrapeJob read(Fields in, ScrapeDefaults otherwise) {
        String name = in.text("job_name");
        Duration interval = in.duration("scrape_interval", otherwise.interval());
        if (!interval.isPositive()) {
            in.fault("scrape_interval", "must be positive");
        }
        ScrapeTarget.Access access = access(in, interval, otherwise);
        Shape shape = new Shape(name, interval, access, rules(in, otherwise), usual(in, name, interval, access));
        List<TargetGroup> groups = new ArrayList<>(List.of(group(in)));
        groups.addAll(in.list("static_configs", ScrapeJob::group));
        List<Discovery> discoveries = new ArrayList<>(in.list("file_sd_configs", Discovery.Files::read));
        discoveries.addAll(in.list("http_sd_configs", Discovery.Http::read));
        if (!in.has("targets") && !in.has("static_configs") && discoveries.isEmpty()) {
            in.fault("targets", "a job without targets scrapes nothing");
        }
        Sorted fixed = sorted(shape, groups);
        fixed.faults().forEach(fault -> in.fault("targets", fault));
        return new ScrapeJob(name, shape, fixed, discoveries);
    }

    private static TargetGroup group(Fields in) {
        Map<String, String> labels = in.textMap("labels");
        if (labels.containsKey(Label.METRIC_NAME)) {
            in.fault("labels", "__name__ is the metric's own");
        }
        return new TargetGroup(in.addresses("targets"), Labels.of(labels).without(Label.METRIC_NAME));
    }

    /** What {@code groups} that were found come to as targets of this job. */
    Sorted sorted(List<TargetGroup> groups) {
        return sorted(shape, groups);
    }

    private static Sorted sorted(Shape shape, List<TargetGroup> groups) {
        List<ScrapeTarget> targets = new ArrayList<>();
        List<Labels> dropped = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (TargetGroup group : groups) {
            for (String address : group.targets()) {
                try {
                    Place.Found found = Place.of(address, group.labels(), shape.place());
                    found.place()
                            .ifPresentOrElse(
                                    place -> targets.add(target(place, found.discovered(), shape)),
                                    () -> dropped.add(found.discovered()));
                } catch (Place.Unusable unusable) {
                    faults.add(String.valueOf(unusable.getMessage()));
                }
            }
        }
        return new Sorted(targets, dropped, faults);
    }

    private static ScrapeTarget target(Place place, Labels discovered, Shape shape) {
        ScrapeTarget.Identity identity = new ScrapeTarget.Identity(place.url(), place.labels(), discovered);
        ScrapeTarget.Access access = shape.access().within(place.timeout());
        return new ScrapeTarget(shape.job(), identity, place.interval(), access, shape.rules());
    }

    private static Place.Usual usual(Fields in, String job, Duration interval, ScrapeTarget.Access access) {
        String scheme = in.text("scheme", "http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            in.fault("scheme", "must be http or https");
        }
        String path = in.text("metrics_path", "/metrics");
        if (!path.startsWith("/")) {
            in.fault("metrics_path", "must start with /");
        }
        Labels defaults = Place.Usual.defaults(
                job, scheme, path, interval, access.limits().timeout());
        return new Place.Usual(defaults, parameters(in), in.list("relabel_configs", Relabel::read));
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

    private static ScrapeTarget.Access access(Fields in, Duration interval, ScrapeDefaults otherwise) {
        Duration timeout = ScrapeDefaults.timeout(in, interval, otherwise);
        long bytes = ScrapeDefaults.bodyLimit(in, otherwise);
        int redirects = in.flag("follow_redirects", true) ? REDIRECTS : 0;
        Wire wire = Wire.POOLED
                .withTls(in.optional("tls_config", Tls::read).orElse(Tls.DEFAULT))
                .withProxy(in.optionalUri("proxy_url"))
                .withHttp2(in.flag("enable_http2", true));
        return new ScrapeTarget.Access(
                Protocol.Wish.read(
                        in,
                        Natives.read(in, otherwise.natives()).wanted()
                                || otherwise.extras().starts(),
                        otherwise.pages()),
                Auth.read(in),
                wire,
                new Limits(timeout, bytes == 0 ? BODY_LIMIT : bytes, true, redirects));
    }

    private static Rules rules(Fields in, ScrapeDefaults otherwise) {
        return new Rules(
                in.flag("honor_labels", false),
                in.flag("honor_timestamps", true),
                in.flag("track_timestamps_staleness", false),
                PageLimits.read(in, otherwise.limits()),
                Natives.read(in, otherwise.natives()),
                otherwise.extras(),
                in.list("metric_relabel_configs", Relabel::read));
    }
}
