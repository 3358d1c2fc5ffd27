package dev.tocsin.app;

import dev.tocsin.config.Fields;
import dev.tocsin.model.Labels;
import dev.tocsin.scrape.ScrapeDefaults;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code global} says for everything: how targets are visited, which labels every alert gets, where people reach us, how
 * long who pushes alerts may be silent about one. {@code environment} is the external label of that name.
 */
public record General(
        ScrapeDefaults scrapes, Labels externalLabels, Optional<URI> externalUrl, Duration resolveTimeout) {
    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    static General read(Fields in, Switches switches) {
        Map<String, String> labels = new TreeMap<>(in.textMap("external_labels"));
        in.optionalText("environment").ifPresent(name -> labels.put("environment", name));
        return new General(
                ScrapeDefaults.read(in, switches.names()),
                Labels.of(labels),
                in.optionalUri("external_url"),
                in.duration("resolve_timeout", RESOLVE_TIMEOUT));
    }

    /** The external label {@code environment}, or the empty string. */
    public String environment() {
        return externalLabels.get("environment");
    }
}
