package dev.tocsin.http;

import java.io.IOException;
import java.net.Socket;
import java.util.stream.Stream;

/** What servers do when they misbehave, what that is called, and in which phase it shows. */
public record Rudeness(String name, Cause cause, Phase phase, Rogue.Manner manner) {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int DRIP_MILLIS = 20;

    /** All that are known. */
    public static Stream<Rudeness> all() {
        return Stream.of(
                new Rudeness("never answers", Cause.TIMEOUT, Phase.PROCESSING, Rogue::hold),
                new Rudeness("drips its head", Cause.TIMEOUT, Phase.PROCESSING, socket -> {
                    Rogue.send(socket, "HTTP/1.1 200 OK\r\n");
                    drip(socket, "X-Drip: 1\r\n");
                }),
                new Rudeness("drips its body", Cause.TIMEOUT, Phase.TRANSFER, socket -> {
                    Rogue.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    drip(socket, "x");
                }),
                new Rudeness("drips chunks", Cause.TIMEOUT, Phase.TRANSFER, socket -> {
                    Rogue.send(socket, CHUNKED);
                    drip(socket, "1\r\nx\r\n");
                }),
                new Rudeness("resets", Cause.RESET, Phase.PROCESSING, socket -> {
                    swallow(socket);
                    Rogue.reset(socket);
                }),
                new Rudeness("closes without a word", Cause.INCOMPLETE, Phase.PROCESSING, Rudeness::swallow),
                saying(
                        "claims more than it sends",
                        Cause.INCOMPLETE,
                        Phase.TRANSFER,
                        "HTTP/1.1 200 OK\r\n" + "Content-Length: 100\r\n\r\nshort"),
                saying("breaks a chunked body off", Cause.INCOMPLETE, Phase.TRANSFER, CHUNKED + "5\r\nhe"),
                saying("is not HTTP", Cause.PROTOCOL, Phase.PROCESSING, "220 mail.example ESMTP\r\n"),
                saying("has a chunk size that is none", Cause.PROTOCOL, Phase.TRANSFER, CHUNKED + "zz\r\n"),
                new Rudeness("sends a head without end", Cause.INCOMPLETE, Phase.PROCESSING, socket -> {
                    Rogue.send(socket, "HTTP/1.1 200 OK\r\n");
                    while (true) {
                        Rogue.send(socket, "X-Long: " + "x".repeat(4096) + "\r\n");
                    }
                }));
    }

    private static Rudeness saying(String name, Cause cause, Phase phase, String answer) {
        return new Rudeness(name, cause, phase, socket -> {
            swallow(socket);
            Rogue.send(socket, answer);
        });
    }

    private static void drip(Socket socket, String drop) throws IOException {
        do {
            Rogue.send(socket, drop);
        } while (Rogue.idle(socket, DRIP_MILLIS));
    }

    /** Reads what is there of a request. */
    public static void swallow(Socket socket) throws IOException {
        if (socket.getInputStream().read(new byte[4096]) < 0) {
            throw new IOException("gone");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
