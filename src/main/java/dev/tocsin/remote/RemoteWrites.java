package dev.tocsin.remote;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Writes all samples to all stores. Safe for any thread. */
public final class RemoteWrites implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RemoteWrites.class);

    private final Clock clock;
    private final Timers timers;
    private final Executor threads;
    private final Client client;
    private volatile Map<String, RemoteWriter> writers = Map.of();

    /** No stores yet; {@code threads} may block. */
    public RemoteWrites(Clock clock, Timers timers, Executor threads, Client client) {
        this.clock = clock;
        this.timers = timers;
        this.threads = threads;
        this.client = client;
    }

    /**
     * From now on to these stores, with {@code external} labels on every series. What waits for a store that is no more stays on the
     * disk. Reads and writes the disk.
     */
    public synchronized void replace(List<RemoteWriteConfig> stores, Labels external) {
        Map<String, RemoteWriter> before = new LinkedHashMap<>(writers);
        Map<String, RemoteWriter> next = new LinkedHashMap<>();
        for (RemoteWriteConfig store : stores) {
            RemoteWriter known = before.get(store.name());
            if (known != null
                    && known.config().equals(store)
                    && known.external().equals(external)) {
                next.put(store.name(), before.remove(store.name()));
            }
        }
        before.values().forEach(RemoteWriter::close);
        for (RemoteWriteConfig store : stores) {
            if (!next.containsKey(store.name())) {
                open(store, external, next);
            }
        }
        writers = Map.copyOf(next);
    }

    private void open(RemoteWriteConfig store, Labels external, Map<String, RemoteWriter> into) {
        try {
            RemoteWriter writer =
                    new RemoteWriter(store, new RemoteWriter.Ports(clock, timers, threads, client, external));
            into.put(store.name(), writer);
            writer.start();
        } catch (IOException fault) {
            LOG.errorf("remote write %s: nothing is written, for its queue cannot be opened: %s", store.name(), fault);
        }
    }

    /** Writes the points of {@code batch}, which may be used again afterwards. Returns at once. */
    public void offer(Batch batch) {
        writers.values().forEach(writer -> writer.offer(batch));
    }

    /** How each store fares. */
    public List<RemoteWriteStatus> status() {
        return writers.values().stream().map(RemoteWriter::status).toList();
    }

    /** Takes what is in memory to the disk. */
    @Override
    public synchronized void close() {
        writers.values().forEach(RemoteWriter::close);
        writers = Map.of();
    }
}
