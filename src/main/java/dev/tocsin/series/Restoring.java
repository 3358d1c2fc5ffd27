package dev.tocsin.series;

import dev.tocsin.model.Batch;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the files of a journal back. What cannot be read is logged and left out; nothing is thrown for it. */
final class Restoring {
    private static final Logger LOG = Logger.getLogger(Restoring.class);

    private final Disk disk;
    private final Map<Long, Labels> names = new HashMap<>();
    private final Map<Labels, List<Chunk>> tracks = new LinkedHashMap<>();
    private @Nullable Demand demand;
    private long highest = -1;
    private long damaged;
    private long nameless;

    Restoring(Disk disk) {
        this.disk = disk;
    }

    /** Puts what {@code files} hold into {@code store}, oldest file first. */
    void into(Store store, List<String> files) {
        files.forEach(file -> scan(file, true, this::learn));
        store.revive(tracks);
        tracks.clear();
        Batch batch = new Batch(1024);
        files.forEach(file -> scan(file, false, frame -> replay(frame, batch, store)));
        if (nameless > 0) {
            LOG.warnf("samples lost, for the names of their series are damaged count=%d", nameless);
        }
    }

    /** What was asked for before. */
    Optional<Demand> demand() {
        return Optional.ofNullable(demand);
    }

    /** The highest number that any file gives to a series; -1 when there is none. */
    long highest() {
        return highest;
    }

    /** How many bytes were no whole frame. */
    long damaged() {
        return damaged;
    }

    private void scan(String file, boolean log, Consumer<Frame> use) {
        try (Scanner scanner = new Scanner(disk.read(file))) {
            for (Frame frame = scanner.next(); frame != null; frame = scanner.next()) {
                use(file, frame, use);
            }
            if (log) {
                scanner.damages().forEach(damage -> tell(file, damage));
            }
        } catch (IOException fault) {
            LOG.warnf("samples not readable file=%s cause=%s", file, fault.getMessage());
        }
    }

    private static void use(String file, Frame frame, Consumer<Frame> use) {
        try {
            use.accept(frame);
        } catch (IndexOutOfBoundsException | IllegalArgumentException fault) {
            LOG.warnf("samples not understood file=%s kind=%s cause=%s", file, frame.kind(), fault.getMessage());
        }
    }

    private void tell(String file, Scanner.Damage damage) {
        damaged += damage.bytes();
        LOG.warnf(
                "samples damaged file=%s offset=%d bytes=%d at_end=%s",
                file, damage.offset(), damage.bytes(), damage.last());
    }

    private void learn(Frame frame) {
        switch (frame.kind()) {
            case NAMES -> learnNames(frame);
            case CHUNKS -> learnChunks(frame);
            case DEMAND -> demand = demand(frame);
            case POINTS -> {}
        }
    }

    private void learnNames(Frame frame) {
        while (frame.hasMore()) {
            name(frame);
        }
    }

    private Labels name(Frame frame) {
        long number = frame.unsigned();
        String[] pairs = new String[2 * frame.count(2)];
        for (int at = 0; at < pairs.length; at++) {
            pairs[at] = frame.text();
        }
        Labels labels = Labels.of(pairs);
        highest = Math.max(highest, number);
        names.put(number, labels);
        return labels;
    }

    private void learnChunks(Frame frame) {
        List<Chunk> chunks = tracks.computeIfAbsent(name(frame), missing -> new ArrayList<>());
        while (frame.hasMore()) {
            chunks.add(ChunkCodec.read(frame));
        }
    }

    private static Demand demand(Frame frame) {
        List<Demand.Ask> asks = new ArrayList<>();
        while (frame.hasMore()) {
            Duration keep = Duration.ofMillis(frame.signed());
            Instant since = Instant.ofEpochMilli(frame.signed());
            List<Matcher> matchers = new ArrayList<>();
            for (int left = frame.count(3); left > 0; left--) {
                String name = frame.text();
                Matcher.Op op = operator(frame.text());
                matchers.add(Matcher.of(name, op, frame.text()));
            }
            asks.add(new Demand.Ask(matchers, keep, since));
        }
        return Demand.ofAsks(asks);
    }

    private static Matcher.Op operator(String sign) {
        return Arrays.stream(Matcher.Op.values())
                .filter(op -> op.sign().equals(sign))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operator: " + sign));
    }

    private void replay(Frame frame, Batch batch, Store store) {
        if (frame.kind() != Frame.Kind.POINTS) {
            return;
        }
        batch.clear();
        long number = 0;
        long time = 0;
        while (frame.hasMore()) {
            number += frame.signed();
            time += frame.signed();
            highest = Math.max(highest, number);
            replay(frame, names.get(number), time, batch);
        }
        store.append(batch);
    }

    private void replay(Frame frame, @Nullable Labels labels, long time, Batch batch) {
        int kind = frame.octet();
        FloatHistogram histogram = PointKind.isHistogram(kind) ? frame.histogram() : null;
        double value = histogram == null ? frame.number() : 0;
        long start = PointKind.hasStart(kind) ? frame.signed() : 0;
        if (labels == null) {
            nameless++;
        } else if (histogram == null) {
            batch.add(labels, time, value).since(start);
        } else {
            batch.add(labels, time, histogram).since(start);
        }
    }
}
