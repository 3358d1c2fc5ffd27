package dev.tocsin.remote;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** A message of protocol buffers, being written: the few kinds of fields that remote write has. */
final class Wire {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;

    private byte[] array = new byte[256];
    private int size;

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    Wire text(int field, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        tag(field, BYTES);
        varint(encoded.length);
        bytes(encoded, encoded.length);
        return this;
    }

    Wire real(int field, double value) {
        tag(field, FIXED64);
        fixed(value);
        return this;
    }

    Wire reals(int field, double[] values) {
        tag(field, BYTES);
        varint(8L * values.length);
        for (double value : values) {
            fixed(value);
        }
        return this;
    }

    Wire whole(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** Zigzag, as {@code sint32} is. */
    Wire signed(int field, int value) {
        return whole(field, Integer.toUnsignedLong((value << 1) ^ (value >> 31)));
    }

    /** A message within this one; {@code scratch} is of no use after. */
    Wire part(int field, Wire scratch, Consumer<Wire> write) {
        scratch.clear();
        write.accept(scratch);
        tag(field, BYTES);
        varint(scratch.size);
        bytes(scratch.array, scratch.size);
        return this;
    }

    private void tag(int field, int kind) {
        varint((long) field << 3 | kind);
    }

    private void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            array[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
    }

    /** Bit for bit: which NaN it is tells whether the series has ended. */
    private void fixed(double value) {
        room(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int at = 0; at < 8; at++) {
            array[size++] = (byte) (bits >>> (8 * at));
        }
    }

    private void bytes(byte[] from, int length) {
        room(length);
        System.arraycopy(from, 0, array, size, length);
        size += length;
    }

    private void room(int more) {
        if (size + more > array.length) {
            array = Arrays.copyOf(array, Math.max(size + more, 2 * array.length));
        }
    }
}
