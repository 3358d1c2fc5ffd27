package dev.tocsin.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Requests that wait to be sent, in files, so that they survive a restart. A request is its length, the number of its samples, a
 * CRC-32C of both and its body, and the body. What is cut off or damaged costs the rest of its file. Beyond the limit the oldest file
 * goes. Not for two threads.
 */
final class Backlog implements AutoCloseable {
    private static final long SEGMENT = 4 << 20;
    private static final int HEADER = 12;
    private static final int LARGEST = 64 << 20;
    private static final String ENDING = ".requests";
    private static final String POSITION = "position";

    private final Path directory;
    private final long limit;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long next;
    private long position;
    private Optional<FileChannel> writing = Optional.empty();
    private Optional<Waiting> head = Optional.empty();

    /** A request that waits: its body, and how many samples are in it. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Waiting(byte[] body, int samples) {}

    /** One file; {@code samples} in it that wait. */
    private static final class Segment {
        private final Path file;
        private long bytes;
        private long samples;

        Segment(Path file) {
            this.file = file;
        }
    }

    private Backlog(Path directory, long limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /** What waits in {@code directory}, which is made if need be; at most {@code limit} bytes are kept there. */
    static Backlog open(Path directory, long limit) throws IOException {
        Backlog backlog = new Backlog(directory, limit);
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(one -> one.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                backlog.adopt(file);
            }
        }
        backlog.resume();
        return backlog;
    }

    private void adopt(Path file) throws IOException {
        Segment segment = new Segment(file);
        segment.bytes = Files.size(file);
        segments.add(segment);
        next = Math.max(next, number(file) + 1);
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(file.getFileName().toString().replace(ENDING, ""));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    /** Goes on where the last run was, and counts what waits from there on. */
    private void resume() throws IOException {
        try {
            String[] known =
                    Files.readString(directory.resolve(POSITION)).strip().split(" ", -1);
            if (!segments.isEmpty()
                    && segments.getFirst().file.getFileName().toString().equals(known[0])) {
                position = Long.parseLong(known[1]);
            }
        } catch (NoSuchFileException | NumberFormatException | ArrayIndexOutOfBoundsException none) {
            position = 0;
        }
        long from = position;
        for (Segment segment : segments) {
            segment.samples = count(segment.file, from);
            from = 0;
        }
    }

    private static long count(Path file, long from) throws IOException {
        long samples = 0;
        long at = from;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (Optional<ByteBuffer> header = read(channel, at, HEADER); header.isPresent(); ) {
                int length = header.get().getInt(0);
                if (length < 0 || at + HEADER + length > channel.size()) {
                    return samples;
                }
                samples += header.get().getInt(4);
                at += HEADER + length;
                header = read(channel, at, HEADER);
            }
        }
        return samples;
    }

    /** Adds a request at the end, and answers how many samples had to go for it. */
    long append(byte[] body, int samples) throws IOException {
        long lost = 0;
        while (bytes() + HEADER + body.length > limit && segments.size() > 1) {
            lost += segments.getFirst().samples;
            drop();
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + body.length);
        frame.putInt(body.length).putInt(samples).putInt(0).put(body);
        frame.putInt(8, checksum(samples, body)).flip();
        FileChannel channel = channel();
        Segment last = segments.getLast();
        while (frame.hasRemaining()) {
            last.bytes += channel.write(frame);
        }
        last.samples += samples;
        return lost;
    }

    private FileChannel channel() throws IOException {
        if (writing.isPresent() && segments.getLast().bytes < SEGMENT) {
            return writing.get();
        }
        closeWriting();
        Path file = directory.resolve(String.format("%012d%s", next++, ENDING));
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        segments.add(new Segment(file));
        writing = Optional.of(opened);
        return opened;
    }

    private static int checksum(int samples, byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(samples);
        sum.update(body);
        return (int) sum.getValue();
    }

    /** The request that waits longest. */
    Optional<Waiting> first() throws IOException {
        while (head.isEmpty() && !segments.isEmpty()) {
            Segment segment = segments.getFirst();
            head = read(segment.file, position);
            if (head.isEmpty()) {
                if (segments.size() == 1 && writing.isPresent() && position >= segment.bytes) {
                    return head;
                }
                drop();
            }
        }
        return head;
    }

    private static Optional<Waiting> read(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<ByteBuffer> header = read(channel, at, HEADER);
            int length = header.map(bytes -> bytes.getInt(0)).orElse(-1);
            if (header.isEmpty() || length < 0 || length > LARGEST) {
                return Optional.empty();
            }
            int samples = header.get().getInt(4);
            int sum = header.get().getInt(8);
            return read(channel, at + HEADER, length)
                    .map(body -> new Waiting(body.array(), samples))
                    .filter(whole -> checksum(samples, whole.body()) == sum);
        }
    }

    private static Optional<ByteBuffer> read(FileChannel channel, long at, int length) throws IOException {
        if (at + length > channel.size()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
            continue;
        }
        return bytes.hasRemaining() ? Optional.empty() : Optional.of(bytes.flip());
    }

    /** The first is done with. */
    void remove() throws IOException {
        if (head.isEmpty()) {
            return;
        }
        Segment segment = segments.getFirst();
        segment.samples -= head.get().samples();
        position += HEADER + head.get().body().length;
        head = Optional.empty();
        if (position >= segment.bytes && (segments.size() > 1 || writing.isEmpty())) {
            drop();
        } else {
            note();
        }
    }

    /** Lets the first file go. */
    private void drop() throws IOException {
        if (segments.size() == 1) {
            closeWriting();
        }
        Files.deleteIfExists(segments.removeFirst().file);
        position = 0;
        head = Optional.empty();
        note();
    }

    /** Where to go on after a restart. When it is lost, some requests are sent twice, which harms nothing. */
    private void note() throws IOException {
        String text = segments.isEmpty() ? "" : segments.getFirst().file.getFileName() + " " + position + "\n";
        Path draft = directory.resolve(POSITION + ".new");
        Files.writeString(draft, text, StandardCharsets.US_ASCII);
        Files.move(draft, directory.resolve(POSITION), StandardCopyOption.REPLACE_EXISTING);
    }

    /** How many samples wait. */
    long samples() {
        return segments.stream().mapToLong(segment -> segment.samples).sum();
    }

    /** Bytes on the disk. */
    long bytes() {
        return segments.stream().mapToLong(segment -> segment.bytes).sum();
    }

    private void closeWriting() throws IOException {
        if (writing.isPresent()) {
            try (FileChannel channel = writing.get()) {
                channel.force(false);
            }
            writing = Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        closeWriting();
    }
}
