package dev.tocsin.provider.railway;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Posts over Quarkus' REST client, which is there once the container runs: hence it is built at the first call. */
final class RestTransport implements Transport {
    /** What comes before a request is sent. */
    private static final List<Class<? extends Exception>> BEFORE = List.of(
            ConnectException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            SSLHandshakeException.class);

    /** Short, so that a request whose caller has stopped waiting does not leave much later. */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private static final Duration READ = Duration.ofSeconds(30);

    private static final int LONGEST_BODY = 1 << 20;
    private static final Logger LOG = Logger.getLogger(RestTransport.class);

    private final URI url;
    private @Nullable RestApi api;

    RestTransport(URI url) {
        this.url = url;
    }

    @Override
    public Posted post(String body, Map<String, String> headers, Duration timeout) {
        CompletableFuture<Response> response = new CompletableFuture<>();
        try {
            response = api().post(headers.get("Authorization"), headers.get("Project-Access-Token"), body)
                    .toCompletableFuture();
            // The body comes as a stream: who reads it waits, and must not be the one who keeps the deadline.
            return response.thenApplyAsync(RestTransport::answered, Thread::startVirtualThread)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            abandon(response);
            return new Posted.TimedOut();
        } catch (ExecutionException failed) {
            return isBeforeSending(failed) ? new Posted.NotSent() : new Posted.Broken();
        } catch (InterruptedException stopped) {
            abandon(response);
            Thread.currentThread().interrupt();
            return new Posted.Broken();
        }
    }

    private static void abandon(CompletableFuture<Response> response) {
        CompletableFuture<Void> unused = response.thenAccept(Response::close);
        response.cancel(true);
    }

    /** Closes the connections; calls after this open new ones. */
    @Override
    public synchronized void close() {
        if (api instanceof Closeable open) {
            try {
                open.close();
            } catch (IOException unclean) {
                LOG.debug("the client was not closed cleanly", unclean);
            }
        }
        api = null;
    }

    private synchronized RestApi api() {
        if (api == null) {
            api = QuarkusRestClientBuilder.newBuilder()
                    .baseUri(url)
                    .connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                    .readTimeout(READ.toMillis(), TimeUnit.MILLISECONDS)
                    .disableDefaultMapper(true)
                    .followRedirects(false)
                    .build(RestApi.class);
        }
        return api;
    }

    private static Posted answered(Response response) {
        try (response) {
            Optional<String> retryAfter = Optional.ofNullable(response.getHeaderString(HttpHeaders.RETRY_AFTER));
            return new Posted.Answered(response.getStatus(), retryAfter, body(response));
        } catch (IOException cut) {
            return new Posted.Broken();
        }
    }

    /** Cut at the limit: what is cut is no JSON, and so no answer that makes sense. */
    private static String body(Response response) throws IOException {
        if (!response.hasEntity()) {
            return "";
        }
        try (InputStream body = response.readEntity(InputStream.class)) {
            return new String(body.readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        }
    }

    private static boolean isBeforeSending(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable found = cause;
            if (BEFORE.stream().anyMatch(kind -> kind.isInstance(found))) {
                return true;
            }
        }
        return false;
    }
}
