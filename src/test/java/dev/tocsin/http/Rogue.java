package dev.tocsin.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A server on loopback that does what it is told with each connection, however rude. */
public final class Rogue implements AutoCloseable {
    /** What to do with a connection; it is closed afterwards. */
    public interface Manner {
        /** Serves {@code socket}. */
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket door;
    private final String scheme;
    private final Manner manner;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    private Rogue(Optional<SSLContext> tls, Manner manner) {
        try {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            this.door = tls.isPresent()
                    ? tls.get().getServerSocketFactory().createServerSocket(0, 50, loopback)
                    : new ServerSocket(0, 50, loopback);
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
        if (door instanceof javax.net.ssl.SSLServerSocket secure) {
            secure.setWantClientAuth(true);
        }
        this.scheme = tls.isPresent() ? "https" : "http";
        this.manner = manner;
        Thread.startVirtualThread(this::accept);
    }

    /** Over plain TCP. */
    public static Rogue plain(Manner manner) {
        return new Rogue(Optional.empty(), manner);
    }

    /** Over TLS. */
    public static Rogue tls(SSLContext context, Manner manner) {
        return new Rogue(Optional.of(context), manner);
    }

    /** Reads the request, then sends {@code answer} as it is and closes. */
    public static Rogue answering(String answer) {
        Rogue[] self = new Rogue[1];
        self[0] = plain(socket -> {
            self[0].readHead(socket);
            send(socket, answer);
        });
        return self[0];
    }

    /** A 200 with {@code body} over TLS. */
    public static Rogue tlsAnswering(SSLContext context, String body) {
        Rogue[] self = new Rogue[1];
        self[0] = tls(context, socket -> {
            self[0].readHead(socket);
            send(socket, ok(body));
        });
        return self[0];
    }

    /** The text of a 200 with {@code body}. */
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    /** Sends {@code text}. */
    public static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Waits until the client goes, at most {@code pauseMillis}; whether it is still there. */
    public static boolean idle(Socket socket, int pauseMillis) throws IOException {
        socket.setSoTimeout(pauseMillis);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silent) {
            return true;
        }
    }

    /** Says nothing until the client goes. */
    public static void hold(Socket socket) throws IOException {
        byte[] ignored = new byte[4096];
        while (socket.getInputStream().read(ignored) >= 0) {
            // Whatever it says.
        }
    }

    /** Breaks the connection off with a RST. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads a request's head, and remembers it. */
    public String readHead(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder head = new StringBuilder();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            head.append(line).append('\n');
        }
        heads.add(head.toString());
        return head.toString();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            manner.serve(socket);
        } catch (IOException gone) {
            // The client is free to go.
        }
    }

    /** The heads of all requests, in order. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** How many connections were made. */
    public int connections() {
        return open.size();
    }

    /** The port. */
    public int port() {
        return door.getLocalPort();
    }

    /** An address on this server by the name {@code host}. */
    public URI uri(String host, String path) {
        return URI.create(scheme + "://" + host + ":" + port() + path);
    }

    /** An address on this server. */
    public URI uri(String path) {
        return uri("127.0.0.1", path);
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
