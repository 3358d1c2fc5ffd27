package dev.tocsin.series;

import dev.tocsin.model.FloatHistogram;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The contents of one frame, read from the front. Throws {@link IndexOutOfBoundsException} past its end. */
final class Frame {
    /** What a frame holds. */
    enum Kind {
        /** Which labels a number stands for. */
        NAMES(1),
        /** Points of one batch. */
        POINTS(2),
        /** Packed points of one series. */
        CHUNKS(3),
        /** What was asked for. */
        DEMAND(4);

        private static final List<Kind> ALL = List.of(values());

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }

        static Optional<Kind> of(byte code) {
            return ALL.stream().filter(kind -> kind.code == code).findFirst();
        }
    }

    private final Kind kind;
    private final ByteBuffer rest;

    Frame(Kind kind, ByteBuffer contents) {
        this.kind = kind;
        this.rest = contents;
    }

    Kind kind() {
        return kind;
    }

    boolean hasMore() {
        return rest.hasRemaining();
    }

    int octet() {
        check(1);
        return rest.get() & 0xff;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number that does not end");
    }

    long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A count of things that take at least {@code bytes} each of what is left. */
    int count(int bytes) {
        long count = unsigned();
        if (count < 0 || count > rest.remaining() / bytes) {
            throw new IndexOutOfBoundsException("more things than bytes");
        }
        return (int) count;
    }

    /** A number from 0 to {@code most}. */
    int upTo(int most) {
        long value = unsigned();
        if (value < 0 || value > most) {
            throw new IndexOutOfBoundsException("a number beyond " + most);
        }
        return (int) value;
    }

    long fixed() {
        check(8);
        return rest.getLong();
    }

    double number() {
        return Double.longBitsToDouble(fixed());
    }

    String text() {
        byte[] encoded = new byte[count(1)];
        rest.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    FloatHistogram histogram() {
        return HistogramCodec.read(this);
    }

    private void check(int bytes) {
        if (rest.remaining() < bytes) {
            throw new IndexOutOfBoundsException("the frame ends early");
        }
    }
}
