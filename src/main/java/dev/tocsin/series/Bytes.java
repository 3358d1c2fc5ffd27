package dev.tocsin.series;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Frames being written, in memory. A frame is a mark of four bytes, its kind (1), the length of what it holds (4), a
 * CRC-32C of kind, length and contents (4), and the contents. Numbers are varints as in protocol buffers.
 */
final class Bytes {
    /** Starts every frame; improbable elsewhere, and its bytes are all different, so that a search can skip. */
    static final int MARK = 0xC35A7E19;

    /** Bytes before the contents of a frame. */
    static final int HEADER = 13;

    /** So many bytes are worth writing to a file at once. */
    static final int PLENTY = 1 << 20;

    private byte[] array = new byte[1 << 12];
    private int size;
    private int frame;

    void begin(Frame.Kind kind) {
        frame = size;
        room(HEADER);
        ByteBuffer.wrap(array, size, HEADER).putInt(MARK).put(kind.code());
        size += HEADER;
    }

    void end() {
        int length = size - frame - HEADER;
        ByteBuffer header = ByteBuffer.wrap(array, frame, HEADER);
        header.putInt(frame + 5, length).putInt(frame + 9, checksum(array, frame, length));
    }

    /** The checksum of a frame that starts at {@code at} and holds {@code length} bytes. */
    static int checksum(byte[] array, int at, int length) {
        CRC32C sum = new CRC32C();
        sum.update(array, at + 4, 5);
        sum.update(array, at + HEADER, length);
        return (int) sum.getValue();
    }

    /** Bytes of the frame that was begun last. */
    int frameSize() {
        return size - frame;
    }

    void octet(int value) {
        room(1);
        array[size++] = (byte) value;
    }

    void unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            array[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
    }

    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    void fixed(long bits) {
        room(8);
        ByteBuffer.wrap(array, size, 8).putLong(bits);
        size += 8;
    }

    void number(double value) {
        fixed(Double.doubleToRawLongBits(value));
    }

    void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        unsigned(encoded.length);
        room(encoded.length);
        System.arraycopy(encoded, 0, array, size, encoded.length);
        size += encoded.length;
    }

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    /** Forgets what was written; keeps the room unless it has become much. */
    void clear() {
        size = 0;
        if (array.length > 2 * PLENTY) {
            array = new byte[1 << 12];
        }
    }

    private void room(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
        }
    }
}
