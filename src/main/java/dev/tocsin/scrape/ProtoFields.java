package dev.tocsin.scrape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The fields of a protocol buffers message, one after the other. Used again for each message of a kind; allocates
 * nothing. A field is a tag (its number and how its value is written) and its value.
 */
final class ProtoFields {
    private static final int VARINT = 0;
    private static final int FIXED = 1;
    private static final int BYTES = 2;
    private static final int SHORT = 5;
    private static final int LONGEST_VARINT = 64;
    private static final long MILLIS = 1000;
    private static final long NANOS_A_MILLI = 1_000_000;

    private final byte[] page;
    private final ByteBuffer numbers;
    private int at;
    private int end;
    private int field;
    private int kind;
    private long number;
    private int from;
    private int to;

    ProtoFields(byte[] page) {
        this.page = page;
        this.numbers = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the message between two places. */
    ProtoFields over(int first, int last) {
        at = first;
        end = last;
        return this;
    }

    /** Goes to where {@code other} is in its message; that stays there. */
    ProtoFields rest(ProtoFields other) {
        return over(other.at, other.end);
    }

    /** The time that this message is, a {@code google.protobuf.Timestamp}, in epoch milliseconds. */
    long timestamp() throws Malformed {
        long seconds = 0;
        long nanos = 0;
        while (next()) {
            if (field == 1) {
                seconds = whole();
            } else if (field == 2) {
                nanos = whole();
            }
        }
        return seconds * MILLIS + nanos / NANOS_A_MILLI;
    }

    /** Goes to the message that the present field of {@code outer} is. */
    ProtoFields in(ProtoFields outer) throws Malformed {
        return over(outer.from(), outer.to());
    }

    /** Whether another message, with its length before it, begins here. */
    boolean atMessage() {
        return at < end;
    }

    /** Goes past the message whose length stands here; it is then the present field. */
    void message() throws Malformed {
        kind = BYTES;
        bytes();
    }

    /** Goes to the next field; false when there is none. */
    boolean next() throws Malformed {
        if (at == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        kind = (int) (tag & 7);
        switch (kind) {
            case VARINT -> number = varint();
            case FIXED -> number = fixed(Long.BYTES);
            case BYTES -> bytes();
            case SHORT -> number = fixed(Integer.BYTES);
            default -> throw garbage();
        }
        return true;
    }

    /** The present field's number in the schema. */
    int field() {
        return field;
    }

    /** Where the text or message begins that the present field is. */
    int from() throws Malformed {
        expect(BYTES);
        return from;
    }

    /** Where the text or message ends that the present field is. */
    int to() throws Malformed {
        expect(BYTES);
        return to;
    }

    /** The whole number that the present field is. */
    long whole() throws Malformed {
        expect(VARINT);
        return number;
    }

    /** The present field as one whose small negative numbers are short. */
    long signed() throws Malformed {
        return unfolded(whole());
    }

    /** The floating point number that the present field is. */
    double real() throws Malformed {
        expect(FIXED);
        return Double.longBitsToDouble(number);
    }

    /** Appends the present field to {@code list}: one number or, packed, several, as {@link #signed}. */
    void signed(Doubles list) throws Malformed {
        if (kind != BYTES) {
            list.add(signed());
            return;
        }
        int outerEnd = end;
        int last = to;
        at = from;
        end = last;
        while (at < last) {
            list.add(unfolded(varint()));
        }
        end = outerEnd;
    }

    /** Likewise, of floating point numbers. */
    void real(Doubles list) throws Malformed {
        if (kind != BYTES) {
            list.add(real());
            return;
        }
        for (int place = from; place + Double.BYTES <= to; place += Double.BYTES) {
            list.add(numbers.getDouble(place));
        }
    }

    private static long unfolded(long folded) {
        return (folded >>> 1) ^ -(folded & 1);
    }

    private void bytes() throws Malformed {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw garbage();
        }
        from = at;
        to = at + (int) length;
        at = to;
    }

    private long fixed(int size) throws Malformed {
        if (end - at < size) {
            throw garbage();
        }
        long bits = size == Long.BYTES ? numbers.getLong(at) : numbers.getInt(at);
        at += size;
        return bits;
    }

    private long varint() throws Malformed {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT && at < end; shift += 7) {
            byte octet = page[at++];
            value |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw garbage();
    }

    private void expect(int wanted) throws Malformed {
        if (kind != wanted) {
            throw garbage();
        }
    }

    private Malformed garbage() {
        return new Malformed(0, "not a message of protocol buffers at byte " + at);
    }
}
