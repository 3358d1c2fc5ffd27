package dev.tocsin.api;

import dev.tocsin.api.Porter.Why;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps a body within the bound of its door. One that says its length was judged by that already; one that comes in chunks is judged
 * by Quarkus while it is read, by the bound that is noted for it here.
 */
final class Bounds {
    private static final String DOOR = "tocsin.most-bytes";

    private Bounds() {}

    /** {@code tooLong} is called when the body turned out to be so while it was read. */
    static void note(RoutingContext context, long most, Runnable tooLong) {
        context.put(DOOR, most);
        context.addEndHandler(ended -> {
            if (context.response().getStatusCode() == Why.BODY.status()) {
                tooLong.run();
            }
        });
    }

    static void keep(RoutingContext context) {
        if (context.request().getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, context.<Long>get(DOOR));
        }
        context.next();
    }
}
