package dev.tocsin.series;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the whole frames of a file. Where the bytes are not a frame it goes on, byte by byte, to the next place where
 * they are, so that damage costs the frames that it touches and no others.
 */
final class Scanner implements Closeable {
    /** Frames are never larger; a length beyond it is damage. */
    static final int LARGEST = 16 << 20;

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final List<Damage> damages = new ArrayList<>();
    private byte[] window = new byte[CHUNK];
    private int start;
    private int end;
    private long offset;
    private int found;

    /** A stretch of a file that held no whole frame. {@code last} when the file ends with it, as after a kill. */
    record Damage(long offset, long bytes, boolean last) {}

    Scanner(InputStream in) {
        this.in = in;
    }

    /** The next whole frame, or null at the end of the file. It is valid until the next call. */
    @Nullable
    Frame next() throws IOException {
        skip(found);
        found = 0;
        long lost = 0;
        while (fill(Bytes.HEADER)) {
            Frame frame = frame();
            if (frame != null) {
                note(lost, false);
                return frame;
            }
            skip(1);
            lost++;
        }
        lost += end - start;
        skip(end - start);
        note(lost, true);
        return null;
    }

    private void skip(int bytes) {
        start += bytes;
        offset += bytes;
    }

    /** What was skipped so far. */
    List<Damage> damages() {
        return List.copyOf(damages);
    }

    private void note(long lost, boolean last) {
        if (lost > 0) {
            damages.add(new Damage(offset - lost, lost, last));
        }
    }

    /** The frame at the start of the window, or null when there is none. */
    private @Nullable Frame frame() throws IOException {
        if (window[start] != (byte) (Bytes.MARK >>> 24) || number(0) != Bytes.MARK) {
            return null;
        }
        Optional<Frame.Kind> kind = Frame.Kind.of(window[start + 4]);
        int length = number(5);
        if (kind.isEmpty() || length < 0 || length > LARGEST) {
            return null;
        }
        if (!fill(Bytes.HEADER + length) || number(9) != Bytes.checksum(window, start, length)) {
            return null;
        }
        found = Bytes.HEADER + length;
        return new Frame(
                kind.get(),
                ByteBuffer.wrap(window, start + Bytes.HEADER, length).slice());
    }

    private int number(int at) {
        return ByteBuffer.wrap(window).getInt(start + at);
    }

    /** Whether {@code bytes} are there from the start of the window on, after reading as needed. */
    private boolean fill(int bytes) throws IOException {
        while (end - start < bytes) {
            if (window.length - start < bytes) {
                move(bytes);
            }
            int read = in.read(window, end, window.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    private void move(int bytes) {
        byte[] room = bytes > window.length ? new byte[Math.max(bytes, CHUNK)] : window;
        System.arraycopy(window, start, room, 0, end - start);
        window = room;
        end -= start;
        start = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
