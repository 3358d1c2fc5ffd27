package dev.tocsin.lab.smtp;

import dev.tocsin.clock.Clock;
import dev.tocsin.lab.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An SMTP server on loopback that keeps the mails that it is sent. A virtual thread a connection; safe for any thread. */
public final class MailSink implements AutoCloseable {
    private final Clock clock;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Script<Refusal> refusals = new Script<>();
    private final List<Mail> mails = new ArrayList<>();
    private final Set<Socket> connections = new HashSet<>();

    private MailSink(Clock clock, ServerSocket listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Answers {@code reply}, such as {@code 451 try again later}, where the command {@code verb} ({@code RCPT}, {@code DATA}, ...;
     * {@code .} is the end of the data) comes next. An empty reply never comes: the server falls silent.
     */
    public record Refusal(String verb, String reply) {}

    /** Starts at {@code port}, or at any free one for 0. Times are those of {@code clock}. */
    public static MailSink start(Clock clock, int port) {
        try {
            MailSink sink = new MailSink(clock, new ServerSocket(port, 0, InetAddress.getLoopbackAddress()));
            sink.threads.execute(sink::listen);
            return sink;
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on loopback port " + port, taken);
        }
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What it is to refuse, one a session. */
    public Script<Refusal> refusals() {
        return refusals;
    }

    /** All mails, in order of arrival. */
    public synchronized List<Mail> mails() {
        return List.copyOf(mails);
    }

    @Override
    public void close() {
        quietly(listener::close);
        List<Socket> open;
        synchronized (this) {
            open = List.copyOf(connections);
        }
        open.forEach(connection -> quietly(connection::close));
        threads.shutdownNow();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        synchronized (this) {
            connections.add(connection);
        }
        try (connection) {
            new Dialogue(connection, refusals, this::keep).hold();
        } catch (IOException gone) {
            // The other side has hung up: nothing to answer, nobody to tell.
            return;
        } finally {
            synchronized (this) {
                connections.remove(connection);
            }
        }
    }

    private synchronized void keep(String from, List<String> to, String raw) {
        mails.add(new Mail(clock.now(), from, to, Mime.headers(raw), Mime.parts(raw), raw));
    }

    private interface Closing {
        void close() throws IOException;
    }

    private static void quietly(Closing closing) {
        try {
            closing.close();
        } catch (IOException ignored) {
            // It is closed either way.
            return;
        }
    }
}
