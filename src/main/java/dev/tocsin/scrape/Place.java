package dev.tocsin.scrape;

import dev.tocsin.model.Labels;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a target's page is and what its series are labelled with. While relabelling, the address is itself labels,
 * as in Prometheus: {@code __address__, __scheme__, __metrics_path__, __param_*}; labels with two leading
 * underscores are gone afterwards.
 */
record Place(URI url, Labels labels) {
    private static final String ADDRESS = "__address__";
    private static final String SCHEME = "__scheme__";
    private static final String PATH = "__metrics_path__";
    private static final String PARAMETER = "__param_";

    /**
     * What the targets of a job have in common before relabelling.
     *
     * @param parameters of the query; the first value of each can be relabelled
     */
    record Usual(String scheme, String path, Map<String, List<String>> parameters, List<Relabel> relabel) {
        Usual {
            parameters = Map.copyOf(parameters);
            relabel = List.copyOf(relabel);
        }
    }

    /**
     * The place of {@code target}, a host with a port or a whole URL; empty when relabelling drops it. Throws
     * {@link URISyntaxException} when it is no address.
     */
    static Optional<Place> of(String target, Labels common, Usual usual) throws URISyntaxException {
        boolean whole = target.contains("://");
        URI given = new URI(whole ? target : usual.scheme() + "://" + target);
        boolean bare = given.getRawPath() == null
                || given.getRawPath().isEmpty()
                || given.getRawPath().equals("/") && given.getRawQuery() == null;
        Labels.Builder found = common.toBuilder()
                .set(ADDRESS, Optional.ofNullable(given.getRawAuthority()).orElse(""))
                .set(SCHEME, Optional.ofNullable(given.getScheme()).orElse(""))
                .set(PATH, bare ? usual.path() : given.getRawPath());
        usual.parameters().forEach((name, values) -> found.set(PARAMETER + name, values.getFirst()));
        String query = Optional.ofNullable(given.getRawQuery()).orElse("");
        Optional<Labels> kept = Relabel.apply(usual.relabel(), found.build());
        return kept.isEmpty() ? Optional.empty() : Optional.of(resolved(kept.get(), query, usual));
    }

    private static Place resolved(Labels found, String query, Usual usual) throws URISyntaxException {
        String scheme = found.get(SCHEME);
        String address = found.get(ADDRESS);
        if (!scheme.equals("http") && !scheme.equals("https") || address.isEmpty() || address.contains("/")) {
            throw new URISyntaxException("", "no address");
        }
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
            labels.set("instance", address.substring(address.lastIndexOf('@') + 1));
        }
        String asked = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        return new Place(new URI(scheme + "://" + address + found.get(PATH) + asked), labels.build());
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
