package dev.tocsin.http;

import dev.tocsin.clock.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * Makes requests. One for the whole agent; safe for any thread. A call blocks, so it belongs on a virtual thread;
 * it returns by the request's timeout and never throws for what the remote end does.
 *
 * <p>A call never repeats a request on its own, except a GET or HEAD whose pooled connection turned out to be stale.
 */
public final class Client implements AutoCloseable {
    /**
     * Past this a call starts its handshake without leave: a target that hangs in its own must not make others
     * late.
     */
    static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private static final int HANDSHAKES_A_CORE = 8;

    private final Clock clock;
    private final String agent;
    private final Names names;
    private final Credentials credentials = new Credentials();
    private final Tokens tokens = new Tokens(this);
    private final Semaphore handshakes =
            new Semaphore(HANDSHAKES_A_CORE * Runtime.getRuntime().availableProcessors());
    private final OkHttpClient pooled;
    private final OkHttpClient fresh;

    /** A client that calls itself {@code tocsin/version}. */
    public Client(Clock clock, String version) {
        this(clock, version, Names.system());
    }

    Client(Clock clock, String version, Names names) {
        this.clock = clock;
        this.agent = "tocsin/" + version;
        this.names = names;
        this.pooled = plain();
        this.fresh = pooled.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
    }

    /** No time limits but the call's own, no redirects, no proxy of the environment, one address after the other. */
    private static OkHttpClient plain() {
        return new OkHttpClient.Builder()
                .connectionSpecs(List.of(okhttp3.ConnectionSpec.CLEARTEXT))
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .fastFallback(false)
                .proxy(java.net.Proxy.NO_PROXY)
                .addNetworkInterceptor(new OnceOnly())
                .build();
    }

    /** Makes {@code request} and waits for its end. */
    public Exchange exchange(Request request) {
        return request.auth() instanceof OAuth2 grant
                ? new Errand(this, tokens, grant, request).run()
                : new Journey(this, request).travel();
    }

    /** Closes idle connections. */
    @Override
    public void close() {
        forgetIdle();
        fresh.connectionPool().evictAll();
    }

    /**
     * Closes idle connections. A server of HTTP/1.0 ends its own after each answer without a word: a request that finds it before the
     * end has arrived here would break with it, and nobody could say whether it was heard.
     */
    void forgetIdle() {
        pooled.connectionPool().evictAll();
    }

    Clock clock() {
        return clock;
    }

    String agent() {
        return agent;
    }

    Names names() {
        return names;
    }

    Credentials credentials() {
        return credentials;
    }

    OkHttpClient calls(Wire wire) {
        return wire.fresh() ? fresh : pooled;
    }

    /**
     * Waits for leave to make a handshake, for {@code patience} at most; what it returns gives the leave back,
     * once. Handshakes cost milliseconds of CPU.
     */
    Optional<Permit> leave(Duration patience) {
        try {
            boolean given = handshakes.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            return given ? Optional.of(new Permit(handshakes)) : Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Leave to make one handshake. Belongs to one thread. */
    static final class Permit {
        private final Semaphore from;
        private boolean held = true;

        Permit(Semaphore from) {
            this.from = from;
        }

        void giveBack() {
            if (held) {
                held = false;
                from.release();
            }
        }
    }
}
