package dev.tocsin.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks hosts up without hanging. The system's resolver (hosts file, search domains and all) has no timeout and
 * pins the carrier of a virtual thread; so each look-up has a platform thread of its own, at most one a host, and
 * whoever asks waits for it no longer than he wants.
 */
final class Names {
    /** The resolver below: blocks as long as it likes. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final Map<String, CompletableFuture<List<InetAddress>>> asked = new ConcurrentHashMap<>();

    Names(Resolver resolver) {
        this.resolver = resolver;
    }

    /** The machine's resolver. */
    static Names system() {
        return new Names(host -> List.of(InetAddress.getAllByName(host)));
    }

    /** All addresses of {@code host}; {@link SocketTimeoutException} when they are not there after {@code patience}. */
    List<InetAddress> lookup(String host, Duration patience) throws IOException {
        try {
            return asked.computeIfAbsent(host, this::ask).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof UnknownHostException unknown ? unknown : new UnknownHostException(host);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("look-up of " + host);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("look-up of " + host);
        }
    }

    private CompletableFuture<List<InetAddress>> ask(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("look-up " + host).start(() -> answer(host, answer));
        return answer;
    }

    /** Forgets the question before it answers, so that whoever asks after the answer asks anew. */
    private void answer(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            List<InetAddress> addresses = resolver.resolve(host);
            asked.remove(host);
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException failed) {
            asked.remove(host);
            answer.completeExceptionally(failed);
        }
    }
}
