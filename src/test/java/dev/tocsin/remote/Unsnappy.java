package dev.tocsin.remote;

import java.util.Arrays;

/** Reads Snappy's block format, by its description: for checking what is sent. */
final class Unsnappy {
    private Unsnappy() {}

    static byte[] read(byte[] packed) {
        int at = 0;
        int size = 0;
        for (int shift = 0; ; shift += 7) {
            size |= (packed[at] & 0x7f) << shift;
            if (packed[at++] >= 0) {
                break;
            }
        }
        byte[] plain = new byte[size];
        int end = 0;
        while (at < packed.length) {
            int tag = packed[at++] & 0xff;
            if ((tag & 3) == 0) {
                int length = tag >> 2;
                if (length >= 60) {
                    int bytes = length - 59;
                    length = little(packed, at, bytes);
                    at += bytes;
                }
                System.arraycopy(packed, at, plain, end, length + 1);
                at += length + 1;
                end += length + 1;
            } else {
                int bytes = (tag & 3) == 1 ? 1 : (tag & 3) == 2 ? 2 : 4;
                int length = (tag & 3) == 1 ? 4 + (tag >> 2 & 7) : 1 + (tag >> 2);
                int offset = little(packed, at, bytes) + ((tag & 3) == 1 ? (tag >> 5) << 8 : 0);
                at += bytes;
                for (int copied = 0; copied < length; copied++, end++) {
                    plain[end] = plain[end - offset];
                }
            }
        }
        if (end != size) {
            throw new AssertionError("read " + end + " bytes of " + size);
        }
        return Arrays.copyOf(plain, end);
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int next = 0; next < count; next++) {
            value |= (bytes[at + next] & 0xff) << (8 * next);
        }
        return value;
    }
}
