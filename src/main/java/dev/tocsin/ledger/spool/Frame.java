package dev.tocsin.ledger.spool;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How one record stands in the spool: a mark, its length, its checksum, its bytes. The mark is what to look for when something
 * before it is broken.
 */
final class Frame {
    static final int HEADER = 12;

    /** More than any turn; a length beyond it is not a length. */
    static final int LONGEST = 256 << 20;

    private static final int MARK = 0x0154_4331;

    private Frame() {}

    /** {@code payload} framed, ready to be written. */
    static ByteBuffer of(byte[] payload) {
        return ByteBuffer.allocate(HEADER + payload.length)
                .putInt(MARK)
                .putInt(payload.length)
                .putInt(checksum(payload))
                .put(payload)
                .flip();
    }

    /** The length of the payload after this header, if it is one. */
    static Optional<Integer> length(ByteBuffer header) {
        if (header.remaining() < HEADER || header.getInt(header.position()) != MARK) {
            return Optional.empty();
        }
        int length = header.getInt(header.position() + 4);
        return length < 0 || length > LONGEST ? Optional.empty() : Optional.of(length);
    }

    /** The payload of a whole frame, if its checksum is right. */
    static Optional<byte[]> payload(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        byte[] payload = Arrays.copyOfRange(bytes, HEADER, bytes.length);
        boolean isSound = ByteBuffer.wrap(bytes).getInt(8) == checksum(payload);
        return isSound ? Optional.of(payload) : Optional.empty();
    }

    private static int checksum(byte[] payload) {
        CRC32 sum = new CRC32();
        sum.update(payload);
        return (int) sum.getValue();
    }
}
