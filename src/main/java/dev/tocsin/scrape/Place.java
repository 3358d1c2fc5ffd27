package dev.tocsin.scrape;

import dev.tocsin.model.Durations;
import dev.tocsin.model.Labels;
import dev.tocsin.relabel.Relabel;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a target's page is, what its series are labelled with, and how often it is scraped. While relabelling, all of that is itself
 * labels, as in Prometheus: {@code __address__, __scheme__, __metrics_path__, __scrape_interval__, __scrape_timeout__, __param_*};
 * labels with two leading underscores are gone afterwards.
 */
record Place(URI url, Labels labels, Duration interval, Duration timeout) {
    private static final String NO_ADDRESS = "not a host with a port, nor a URL";
    private static final String JOB = "job";
    private static final String ADDRESS = "__address__";
    private static final String SCHEME = "__scheme__";
    private static final String PATH = "__metrics_path__";
    private static final String INTERVAL = "__scrape_interval__";
    private static final String TIMEOUT = "__scrape_timeout__";
    private static final String PARAMETER = "__param_";

    /**
     * What the targets of a job have in common before relabelling.
     *
     * @param defaults labels of those that do not have them themselves
     * @param parameters of the query; the first value of each can be relabelled
     */
    record Usual(Labels defaults, Map<String, List<String>> parameters, List<Relabel> relabel) {
        Usual {
            parameters = Map.copyOf(parameters);
            relabel = List.copyOf(relabel);
        }

        /** {@code pace} is the interval, and {@code timeout} how long a scrape may take. */
        static Labels defaults(String job, String scheme, String path, Duration pace, Duration timeout) {
            return Labels.of(
                    JOB, job,
                    SCHEME, scheme,
                    PATH, path,
                    INTERVAL, Durations.format(pace),
                    TIMEOUT, Durations.format(timeout));
        }
    }

    /** A target before relabelling, and its place after; none when relabelling drops it. */
    record Found(Labels discovered, Optional<Place> place) {}

    /** The target is none; the message says why. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * What {@code target}, a host with a port or a whole URL, of a group with {@code labels} comes to. It is {@code __address__} as it stands,
     * for targets are also what is asked of another exporter; what is a URL after all steps is taken apart then.
     */
    static Found of(String target, Labels labels, Usual usual) throws Unusable {
        Labels.Builder found = usual.defaults().toBuilder();
        usual.parameters().forEach((name, values) -> found.set(PARAMETER + name, values.getFirst()));
        labels.forEach(found::set);
        Labels discovered = found.set(ADDRESS, target).build();
        Optional<Labels> kept = Relabel.apply(usual.relabel(), discovered);
        return new Found(discovered, kept.isEmpty() ? Optional.empty() : Optional.of(resolved(kept.get(), usual)));
    }

    private static Place resolved(Labels found, Usual usual) throws Unusable {
        String address = found.get(ADDRESS);
        URI given = uri(address.contains("://") ? address : found.get(SCHEME) + "://" + address);
        String scheme = given.getScheme();
        String host = Optional.ofNullable(given.getRawAuthority()).orElse("");
        if (!scheme.equals("http") && !scheme.equals("https") || host.isEmpty()) {
            throw new Unusable(NO_ADDRESS);
        }
        String query = Optional.ofNullable(given.getRawQuery()).orElse("");
        String path = Optional.ofNullable(given.getRawPath()).orElse("");
        boolean bare = path.isEmpty() || path.equals("/") && query.isEmpty();
        Labels.Builder labels = Labels.builder();
        List<String> parameters = new ArrayList<>(query.isEmpty() ? List.of() : List.of(query));
        found.forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.addAll(parameters(name.substring(PARAMETER.length()), value, usual));
            } else if (!name.startsWith("__")) {
                labels.set(name, value);
            }
        });
        if (!found.has("instance")) {
            labels.set("instance", host.substring(host.lastIndexOf('@') + 1));
        }
        String asked = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        Duration interval = duration(found, INTERVAL);
        Duration timeout = duration(found, TIMEOUT);
        if (timeout.compareTo(interval) > 0) {
            throw new Unusable("its scrape timeout is longer than its interval");
        }
        String at = scheme + "://" + host + (bare ? found.get(PATH) : path) + asked;
        return new Place(uri(at), labels.build(), interval, timeout);
    }

    private static Duration duration(Labels labels, String name) throws Unusable {
        return Durations.tryParse(labels.get(name))
                .filter(Duration::isPositive)
                .orElseThrow(() -> new Unusable(name + " is no duration above zero: " + labels.get(name)));
    }

    private static URI uri(String text) throws Unusable {
        try {
            return new URI(text);
        } catch (URISyntaxException garbage) {
            throw new Unusable(NO_ADDRESS);
        }
    }

    private static List<String> parameters(String name, String first, Usual usual) {
        List<String> values = new ArrayList<>(usual.parameters().getOrDefault(name, List.of(first)));
        values.set(0, first);
        return values.stream()
                .map(value -> encoded(name) + "=" + encoded(value))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
