package dev.tocsin.series;

import dev.tocsin.clock.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a store's samples on a disk. What is appended goes into numbered files of points with each {@link #flush}; now
 * and then a {@link #checkpoint} writes all series packed into one file, and the files before it are deleted. A start
 * reads the last checkpoint and the points since.
 *
 * <p>When the disk fails or is nearly full, samples are the first to go: nothing more is written, the files are deleted
 * if room is short, appends go on in memory. A minute later it is tried again, with a checkpoint.
 *
 * <p>{@code flush} and {@code checkpoint} block on the disk and are called on threads of their own, which may differ;
 * neither throws for what a disk does.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final long SEGMENT = 4 << 20;
    private static final long RESERVE = 32 << 20;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** What was written is forced to the disk by the first flush after so long: what a loss of power may cost. */
    private static final Duration UNSETTLED = Duration.ofSeconds(3);

    private final Object checkpointing = new Object();
    private final Object io = new Object();
    private final Store store;
    private final Disk disk;
    private final Clock clock;
    private final long limit;
    private final Shelf shelf;
    private Recorder recorder = new Recorder(0);
    private Recorder.Pages spare = new Recorder.Pages(new Bytes(), new Bytes());
    private Bytes repeated = new Bytes();
    private @Nullable Segment segment;
    private @Nullable Suspension suspension;
    private Instant forced = Instant.EPOCH;
    private boolean due;

    /** The file of points in use. */
    private record Segment(String name, Disk.Output output) {}

    /** Why and since when nothing is written. */
    private record Suspension(String cause, Instant since) {}

    /**
     * How a journal is doing.
     *
     * @param trouble why nothing is written at present, if so
     * @param bytes on the disk
     * @param lost points that were not written since the start; in memory they are
     */
    public record Health(Optional<String> trouble, long bytes, long lost) {}

    /** What a start found. {@code damagedBytes} were no whole frames. */
    public record Restored(int series, long samples, long damagedBytes) {}

    Journal(Store store, Disk disk, long limit, Clock clock) throws IOException {
        this.store = store;
        this.disk = disk;
        this.limit = limit;
        this.clock = clock;
        this.shelf = new Shelf(disk);
    }

    /**
     * A journal of {@code store} in {@code directory}, which is made if need be, that takes at most {@code limit} bytes.
     * Throws when there can be no such directory.
     */
    public static Journal open(Store store, Path directory, long limit, Clock clock) throws IOException {
        return new Journal(store, Directory.at(directory), limit, clock);
    }

    /** Fills the store with what the files hold; what is appended after is written down. To be called once, first. */
    public Restored restore() {
        synchronized (io) {
            Restoring restoring = new Restoring(disk);
            restoring.into(store, shelf.current());
            restoring.demand().ifPresent(before -> store.remember(before, clock.now()));
            store.trim(clock.now());
            recorder = new Recorder(restoring.highest() + 1);
            store.attach(recorder);
            Stock stock = store.stock();
            return new Restored(stock.series(), stock.samples(), restoring.damaged());
        }
    }

    /** Takes what was appended since the last time to the disk. To be called every second. */
    public void flush() {
        synchronized (io) {
            if (suspension != null && !resumes(suspension)) {
                return;
            }
            Recorder.Pages pages = recorder.take(spare);
            try {
                write(pages);
                settle();
            } catch (IOException fault) {
                suspend(fault);
            }
            exchange(pages);
        }
    }

    private void write(Recorder.Pages pages) throws IOException {
        long size =
                (long) repeated.size() + pages.names().size() + pages.points().size();
        if (size == 0) {
            return;
        }
        check(size);
        if (segment == null) {
            String name = shelf.nextPoints();
            segment = new Segment(name, disk.create(name));
        }
        for (Bytes bytes : List.of(repeated, pages.names(), pages.points())) {
            segment.output().write(bytes.array(), bytes.size());
        }
        if (shelf.grow(segment.name(), size) > SEGMENT) {
            rotate();
        }
    }

    private void settle() throws IOException {
        Instant now = clock.now();
        if (segment != null && !forced.plus(UNSETTLED).isAfter(now)) {
            segment.output().force();
            forced = now;
        }
    }

    private void check(long size) throws IOException {
        if (disk.usable() < RESERVE + size) {
            throw new IOException("the disk is nearly full");
        }
        if (shelf.bytes() + size > limit) {
            throw new IOException("disk_limit is reached");
        }
    }

    /** Names are written twice, by two flushes, so that one damaged place does not cost a series. */
    private void exchange(Recorder.Pages written) {
        repeated.clear();
        written.points().clear();
        spare = new Recorder.Pages(repeated, written.points());
        repeated = written.names();
    }

    private void rotate() throws IOException {
        Segment full = segment;
        segment = null;
        recorder.rename();
        if (full != null) {
            try (Disk.Output output = full.output()) {
                output.force();
            }
        }
    }

    /** Writes all series packed and deletes the files before, when those have become much. To be called every minute. */
    public void checkpoint() {
        synchronized (checkpointing) {
            Optional<String> name = begin();
            if (name.isEmpty()) {
                return;
            }
            try {
                long size = write(name.get());
                synchronized (io) {
                    shelf.publish(name.get(), size);
                }
            } catch (IOException fault) {
                synchronized (io) {
                    shelf.discard(name.get());
                    suspend(fault);
                }
            }
        }
    }

    /** Makes the next {@link #checkpoint} due. */
    void force() {
        synchronized (io) {
            due = true;
        }
    }

    /** From here on points go into a file after the checkpoint, whose name is answered; empty when none is due. */
    private Optional<String> begin() {
        synchronized (io) {
            if (suspension != null || !(due || shelf.isWorthACheckpoint(limit))) {
                return Optional.empty();
            }
            try {
                rotate();
            } catch (IOException fault) {
                suspend(fault);
                return Optional.empty();
            }
            due = false;
            return Optional.of(shelf.nextTracks());
        }
    }

    private long write(String checkpoint) throws IOException {
        long size = 0;
        try (Disk.Output output = disk.create(Shelf.draft(checkpoint))) {
            Bytes bytes = new Bytes();
            Recorder.demand(store.demand(), bytes);
            for (Frozen frozen : store.freeze()) {
                recorder.write(frozen, bytes);
                if (bytes.size() > Bytes.PLENTY) {
                    size += put(bytes, output, size);
                }
            }
            size += put(bytes, output, size);
            output.force();
        }
        return size;
    }

    private long put(Bytes bytes, Disk.Output output, long before) throws IOException {
        synchronized (io) {
            check(before + bytes.size());
        }
        output.write(bytes.array(), bytes.size());
        long size = bytes.size();
        bytes.clear();
        return size;
    }

    private void suspend(IOException fault) {
        if (suspension != null) {
            return;
        }
        suspension = new Suspension(String.valueOf(fault.getMessage()), clock.now());
        recorder.pause();
        repeated.clear();
        LOG.warnf("samples are kept in memory alone, WRITING => SUSPENDED cause=\"%s\"", suspension.cause());
        try {
            rotate();
        } catch (IOException late) {
            LOG.warnf("samples not closed cause=\"%s\"", late.getMessage());
        }
        if (isShort()) {
            shelf.clear();
        }
    }

    private boolean isShort() {
        try {
            check(0);
            return false;
        } catch (IOException fault) {
            return true;
        }
    }

    private boolean resumes(Suspension since) {
        if (clock.now().isBefore(since.since().plus(PAUSE)) || isShort()) {
            return false;
        }
        suspension = null;
        due = true;
        recorder.resume();
        LOG.infof("samples are kept on the disk again, SUSPENDED => WRITING");
        return true;
    }

    /** How it is doing. */
    public Health health() {
        synchronized (io) {
            return new Health(Optional.ofNullable(suspension).map(Suspension::cause), shelf.bytes(), recorder.lost());
        }
    }

    /** Takes the last points to the disk. */
    @Override
    public void close() {
        flush();
        synchronized (io) {
            try {
                rotate();
            } catch (IOException fault) {
                LOG.warnf("samples not closed cause=\"%s\"", fault.getMessage());
            }
        }
    }
}
