package dev.tocsin.http;

import dev.tocsin.clock.Clock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Measures the phases of one call. The events come on the calling thread, because connections are tried one by one. */
final class Stopwatch extends EventListener {
    private final Clock clock;
    private final Runnable handshakeOver;
    private Phases phases = Phases.NONE;
    private Phase reached = Phase.RESOLVE;
    private boolean running;
    private Duration mark;
    private @Nullable InetAddress address;
    private @Nullable Handshake handshake;

    Stopwatch(Clock clock, Runnable handshakeOver) {
        this.clock = clock;
        this.handshakeOver = handshakeOver;
        this.mark = clock.elapsed();
    }

    Phases phases() {
        return phases;
    }

    Phase reached() {
        return reached;
    }

    Optional<InetAddress> address() {
        return Optional.ofNullable(address);
    }

    Optional<Handshake> handshake() {
        return Optional.ofNullable(handshake);
    }

    /** Ends the phase that is going on, so that a failed one counts too. */
    void stop() {
        Duration now = clock.elapsed();
        if (running) {
            phases = phases.plus(reached, now.minus(mark));
        }
        running = false;
        mark = now;
    }

    private void enter(Phase phase) {
        stop();
        reached = phase;
        running = true;
    }

    @Override
    public void dnsStart(Call call, String host) {
        enter(Phase.RESOLVE);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress to, Proxy proxy) {
        enter(Phase.CONNECT);
        address = to.getAddress();
    }

    @Override
    public void secureConnectStart(Call call) {
        enter(Phase.TLS);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake done) {
        stop();
        handshakeOver.run();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        enter(Phase.PROCESSING);
        address = connection.route().socketAddress().getAddress();
        handshake = connection.handshake();
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        enter(Phase.TRANSFER);
    }
}
