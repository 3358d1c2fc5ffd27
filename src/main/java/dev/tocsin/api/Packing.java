package dev.tocsin.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which answers are compressed for whoever asks for it: data and files, as Prometheus' are. Pages are not: they hold the mark of our own
 * forms, and beside it what was asked, by whose length it could be guessed. Streams of news are not, so that each word arrives when it is
 * said.
 */
final class Packing {
    private static final Set<String> TYPES = Set.of(
            "application/json",
            "application/openmetrics-text",
            "text/plain",
            "text/css",
            "text/javascript",
            "image/svg+xml");

    private Packing() {}

    /** Decides when it is known what the answer is. Without an encoding it is compressed, whatever Quarkus would do. */
    static void decide(RoutingContext context) {
        context.addHeadersEndHandler(nothing -> {
            MultiMap headers = context.response().headers();
            if (Optional.ofNullable(headers.get(HttpHeaders.CONTENT_TYPE))
                    .filter(Packing::isPacked)
                    .isPresent()) {
                headers.remove(HttpHeaders.CONTENT_ENCODING);
            } else {
                headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
            }
        });
    }

    static boolean isPacked(String type) {
        return TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
