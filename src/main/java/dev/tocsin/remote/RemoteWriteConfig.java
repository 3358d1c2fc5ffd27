package dev.tocsin.remote;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Request;
import dev.tocsin.http.Tls;
import dev.tocsin.http.Wire;
import dev.tocsin.model.Sizes;
import dev.tocsin.relabel.Relabel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A store that all samples are written to: an entry of Prometheus' {@code remote_write}.
 *
 * @param name unique; the queue's folder is called so
 * @param request a write without its body
 * @param histograms whether native histograms are written
 * @param relabel what is done to each series before it is written
 * @param queue how samples wait
 */
public record RemoteWriteConfig(String name, Request request, boolean histograms, List<Relabel> relabel, Queue queue) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int REDIRECTS = 10;
    private static final String ALLOWED = "[A-Za-z0-9_.-]+";

    /**
     * How samples wait.
     *
     * @param samples of a request at most
     * @param deadline after which a request goes, full or not
     * @param directory where requests wait; below it a folder for each store
     * @param limit bytes that may wait
     */
    record Queue(long samples, Duration deadline, Backoff backoff, Path directory, long limit) {}

    /** How long to wait after a failure: at first, and at most. */
    record Backoff(Duration first, Duration longest) {}

    public RemoteWriteConfig {
        relabel = List.copyOf(relabel);
    }

    /** Reads the list {@code remote_write}; a name given twice is a fault. */
    public static List<RemoteWriteConfig> list(Fields in) {
        Set<String> names = new HashSet<>();
        return in.list("remote_write", one -> {
            RemoteWriteConfig config = read(one);
            if (!names.add(config.name())) {
                one.fault("name", "two stores are called " + config.name() + "; give each a name");
            }
            return config;
        });
    }

    /**
     * Prometheus' keys: {@code url, name, remote_timeout, headers, send_native_histograms, write_relabel_configs, queue_config} and those of its HTTP
     * clients; and {@code directory} and {@code disk_limit} of the queue.
     */
    private static RemoteWriteConfig read(Fields in) {
        URI url = in.uri("url");
        String host = String.valueOf(url.getHost()).replaceAll("[^A-Za-z0-9_.-]", "_");
        String name = in.text("name", host);
        if (!name.matches(ALLOWED) || name.startsWith(".")) {
            in.fault("name", "must be of letters, digits, _, - and ., for a folder is called so");
        }
        return new RemoteWriteConfig(
                name,
                request(in, url),
                in.flag("send_native_histograms", false),
                in.list("write_relabel_configs", Relabel::read),
                queue(in, name));
    }

    private static Request request(Fields in, URI url) {
        Duration timeout = in.duration("remote_timeout", TIMEOUT);
        if (!timeout.isPositive()) {
            in.fault("remote_timeout", "must be positive");
        }
        int redirects = in.flag("follow_redirects", true) ? REDIRECTS : 0;
        Wire wire = Wire.POOLED
                .withTls(in.optional("tls_config", Tls::read).orElse(Tls.DEFAULT))
                .withProxy(in.optionalUri("proxy_url"))
                .withHttp2(in.flag("enable_http2", true));
        Request request = Request.get(url)
                .withMethod("POST")
                .withHeader("Content-Encoding", "snappy")
                .withHeader("X-Prometheus-Remote-Write-Version", "0.1.0");
        for (Map.Entry<String, String> header : new TreeMap<>(in.textMap("headers")).entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue());
        }
        return request.withAuth(Auth.read(in))
                .withWire(wire)
                .withLimits(Limits.DEFAULT.withTimeout(timeout).withRedirects(redirects));
    }

    private static Queue queue(Fields in, String name) {
        Path directory = in.optionalPath("directory").orElseGet(() -> Path.of("var", "remote-write"));
        long limit = in.parsed("disk_limit", Sizes::parse, 256L << 20);
        if (limit < (16 << 20)) {
            in.fault("disk_limit", "must be 16MB at least");
        }
        Path folder = directory.resolve(name);
        Queue usual = new Queue(
                2000, Duration.ofSeconds(5), new Backoff(Duration.ofMillis(30), Duration.ofSeconds(5)), folder, limit);
        return in.optional("queue_config", fields -> queue(fields, usual)).orElse(usual);
    }

    private static Queue queue(Fields in, Queue usual) {
        Backoff backoff = new Backoff(
                in.duration("min_backoff", usual.backoff().first()),
                in.duration("max_backoff", usual.backoff().longest()));
        if (!backoff.first().isPositive() || backoff.first().compareTo(backoff.longest()) > 0) {
            in.fault("min_backoff", "must be positive and no longer than max_backoff");
        }
        long samples = in.whole("max_samples_per_send", usual.samples());
        if (samples < 1) {
            in.fault("max_samples_per_send", "must be positive");
        }
        Duration deadline = in.duration("batch_send_deadline", usual.deadline());
        if (!deadline.isPositive()) {
            in.fault("batch_send_deadline", "must be positive");
        }
        return new Queue(Math.max(1, samples), deadline, backoff, usual.directory(), usual.limit());
    }
}
