package dev.tocsin.notify.pagerduty;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.notify.Keys;
import dev.tocsin.notify.Outbound;
import dev.tocsin.notify.Phrase;
import dev.tocsin.notify.Wording;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alertmanager's {@code pagerduty_config}. {@code url} is that of {@code /v2/enqueue}. */
record PagerDutyConfig(
        Secret routingKey, URI url, Outbound outbound, Texts texts, Map<String, Phrase> details, Extras extras) {
    private static final String ENQUEUE = "/v2/enqueue";

    /** Texts that may be templates. */
    record Texts(
            Phrase description,
            Phrase severity,
            Phrase source,
            Phrase client,
            Phrase clientUrl,
            Phrase component,
            Phrase group,
            Phrase kind) {}

    /** Links and images beside those that annotations name. */
    record Extras(List<Link> links, List<Image> images) {
        Extras {
            links = List.copyOf(links);
            images = List.copyOf(images);
        }
    }

    /** A link as configured. */
    record Link(Phrase href, Phrase text) {}

    /** An image as configured. */
    record Image(Phrase src, Phrase href, Phrase alt) {}

    /** What {@code global} says. */
    record Usual(URI url, Outbound outbound) {}

    static PagerDutyConfig read(Fields in, Usual usual, Wording wording) {
        return new PagerDutyConfig(
                routingKey(in),
                enqueue(in.optionalUri("url").orElse(usual.url())),
                Outbound.read(in, usual.outbound()),
                texts(in, wording),
                wording.phrases(in, "details"),
                extras(in, wording));
    }

    private static Secret routingKey(Fields in) {
        Optional<Secret> key = Keys.secret(in, "routing_key");
        if (key.isEmpty() && (in.has("service_key") || in.has("service_key_file"))) {
            in.fault("service_key", "is of Events API v1; make an Events API v2 integration and give its routing_key");
            return Secret.of("");
        }
        return key.orElseGet(() -> in.secret("routing_key"));
    }

    /** {@code url}, or {@code /v2/enqueue} below it where it has no path. */
    static URI enqueue(URI url) {
        String path = url.getRawPath();
        boolean bare = path == null || path.isEmpty() || path.equals("/");
        return bare ? url.resolve(ENQUEUE) : url;
    }

    /** Where change events go. */
    URI changes() {
        String text = url.toString();
        return text.endsWith(ENQUEUE)
                ? URI.create(text.substring(0, text.length() - ENQUEUE.length()) + "/v2/change/enqueue")
                : url.resolve("/v2/change/enqueue");
    }

    private static Texts texts(Fields in, Wording wording) {
        return new Texts(
                wording.phrase(in, "description"),
                wording.phrase(in, "severity"),
                wording.phrase(in, "source"),
                wording.phrase(in, "client"),
                wording.phrase(in, "client_url"),
                wording.phrase(in, "component"),
                wording.phrase(in, "group"),
                wording.phrase(in, "class"));
    }

    private static Extras extras(Fields in, Wording wording) {
        return new Extras(
                in.list("links", link -> new Link(wording.phrase(link, "href"), wording.phrase(link, "text"))),
                in.list(
                        "images",
                        image -> new Image(
                                wording.phrase(image, "src"),
                                wording.phrase(image, "href"),
                                wording.phrase(image, "alt"))));
    }
}
