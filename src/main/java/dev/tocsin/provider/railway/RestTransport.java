package dev.tocsin.provider.railway;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
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

    private final URI url;
    private @Nullable RestApi api;

    RestTransport(URI url) {
        this.url = url;
    }

    @Override
    public Posted post(String body, Map<String, String> headers, Duration timeout) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        try {
            answer = api().post(headers.get("Authorization"), headers.get("Project-Access-Token"), body)
                    .toCompletableFuture();
            return answered(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Posted.TimedOut();
        } catch (ExecutionException failed) {
            return isBeforeSending(failed) ? new Posted.NotSent() : new Posted.Broken();
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Posted.Broken();
        }
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
            String body = response.hasEntity() ? response.readEntity(String.class) : "";
            Optional<String> retryAfter = Optional.ofNullable(response.getHeaderString(HttpHeaders.RETRY_AFTER));
            return new Posted.Answered(response.getStatus(), retryAfter, body);
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
