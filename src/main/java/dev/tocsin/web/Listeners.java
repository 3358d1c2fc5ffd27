package dev.tocsin.web;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Open pages that wait for a word. One that is slow misses words: the last one is the one that counts. For any thread. */
final class Listeners {
    private final int most;
    private final Set<MultiEmitter<? super String>> emitters = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /** {@code most} at a time: more would be an attack, or a crowd that one agent was not made for. */
    Listeners(int most) {
        this.most = most;
    }

    /** The words from now on, {@code latest} first; nothing when there are too many already, or no more to come. */
    Optional<Multi<String>> listen(Supplier<String> latest) {
        if (!open || emitters.size() >= most) {
            return Optional.empty();
        }
        return Optional.of(
                Multi.createFrom().emitter(emitter -> join(emitter, latest.get()), BackPressureStrategy.LATEST));
    }

    private void join(MultiEmitter<? super String> emitter, String latest) {
        emitters.add(emitter);
        emitter.onTermination(() -> emitters.remove(emitter));
        emitter.emit(latest);
        if (!open) {
            emitter.complete();
        }
    }

    void tell(String word) {
        emitters.forEach(one -> one.emit(word));
    }

    boolean isEmpty() {
        return emitters.isEmpty();
    }

    int size() {
        return emitters.size();
    }

    /** Ends all, and lets nobody in any more. */
    void close() {
        open = false;
        emitters.forEach(MultiEmitter::complete);
    }
}
