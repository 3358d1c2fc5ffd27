package dev.tocsin.ledger.spool;

import dev.tocsin.ledger.FileHold;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.Poison;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of records that are read in the order in which they were appended. What {@link #append} has returned from is on the
 * disk. What was torn or spoilt is skipped: it costs the records that it hit, and no other. For one thread; opens by itself.
 */
final class Spool implements AutoCloseable {
    /** Past this the database has been gone for very long; the state in memory is small beside it. */
    private static final long LONGEST = 512L << 20;

    private final Path file;
    private final FileHold hold;
    private final List<Poison> skipped = new ArrayList<>();

    /** Where the skipped parts begin that were told of: they are met again as long as they are in the file. */
    private final Set<Long> told = new HashSet<>();

    private @Nullable FileChannel channel;

    /** Where the first record stands that was not dropped yet. */
    private long head;

    Spool(Path file) {
        this.file = file;
        this.hold = new FileHold(file.resolveSibling(file.getFileName() + ".lock"));
    }

    /** A record, and where the next one begins. */
    record Found(byte[] payload, long end) {}

    /** Writes {@code payload} as the last record. When that fails, nothing of it stays. */
    void append(byte[] payload) throws IOException, LedgerGone {
        FileChannel open = open();
        long end = open.size();
        if (payload.length > Frame.LONGEST || end + payload.length > LONGEST) {
            throw new IOException(file + " is full");
        }
        try {
            ByteBuffer frame = Frame.of(payload);
            for (long at = end; frame.hasRemaining(); ) {
                at += open.write(frame, at);
            }
            open.force(true);
        } catch (IOException fault) {
            open.truncate(end);
            throw fault;
        }
    }

    /** The first record that was not dropped yet. */
    Optional<Found> first() throws IOException, LedgerGone {
        return after(head);
    }

    /** The first sound record at or after {@code position}. */
    Optional<Found> after(long position) throws IOException, LedgerGone {
        FileChannel open = open();
        long size = open.size();
        for (long at = position; at + Frame.HEADER <= size; at = next(open, at + 1, size)) {
            Optional<Found> found = record(open, at, size);
            if (found.isPresent()) {
                if (at > position) {
                    skip(position, at);
                }
                return found;
            }
        }
        if (position < size) {
            skip(position, size);
        }
        return Optional.empty();
    }

    /** Forgets the records before {@code end}; they are still in the file until all are. */
    void drop(long end) {
        head = Math.max(head, end);
    }

    /** Empties the file if every record was dropped; tells whether that was so. */
    boolean clear() throws IOException, LedgerGone {
        if (first().isPresent()) {
            return false;
        }
        FileChannel open = open();
        if (open.size() > 0) {
            open.truncate(0);
            open.force(true);
        }
        head = 0;
        told.clear();
        return true;
    }

    /** What was skipped since this was asked last. */
    List<Poison> skipped() {
        List<Poison> all = List.copyOf(skipped);
        skipped.clear();
        return all;
    }

    /** Opens the file, unless it is open. Says who has it when it is another process. */
    FileChannel open() throws IOException, LedgerGone {
        FileChannel open = channel;
        if (open == null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            hold.take();
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    private Optional<Found> record(FileChannel open, long at, long size) throws IOException {
        Optional<Integer> length = Frame.length(read(open, at, Frame.HEADER));
        if (length.isEmpty() || at + Frame.HEADER + length.get() > size) {
            return Optional.empty();
        }
        long end = at + Frame.HEADER + length.get();
        return Frame.payload(read(open, at, Frame.HEADER + length.get())).map(payload -> new Found(payload, end));
    }

    /** Where, from {@code from} on, a record may begin. */
    private static long next(FileChannel open, long from, long size) throws IOException {
        int window = 1 << 16;
        for (long at = from; at + Frame.HEADER <= size; at += window - Frame.HEADER + 1) {
            ByteBuffer bytes = read(open, at, (int) Math.min(window, size - at));
            for (int within = 0; within + Frame.HEADER <= bytes.limit(); within++) {
                if (Frame.length(bytes.slice(within, Frame.HEADER)).isPresent()) {
                    return at + within;
                }
            }
        }
        return size;
    }

    private static ByteBuffer read(FileChannel open, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (long from = at; buffer.hasRemaining(); from = at + buffer.position()) {
            if (open.read(buffer, from) < 0) {
                break;
            }
        }
        return buffer.flip();
    }

    private void skip(long from, long to) {
        if (from <= head) {
            head = Math.max(head, to);
        }
        if (told.add(from)) {
            skipped.add(new Poison("spool", Long.toString(from), (to - from) + " bytes are not a record"));
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException fault) {
                // Everything that was appended is on the disk.
                return;
            }
        }
        hold.close();
    }
}
