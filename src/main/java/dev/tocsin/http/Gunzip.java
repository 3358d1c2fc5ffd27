package dev.tocsin.http;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import okio.Buffer;
import okio.BufferedSource;
import okio.InflaterSource;
import okio.Source;
import okio.Timeout;

/**
 * Unpacks gzip (RFC 1952): all members, one after the other, as Go's reader does and OkHttp's does not. Whatever follows the last one is
 * a fault, so that nothing is lost without a word.
 */
final class Gunzip implements Source {
    private static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int REST_OF_HEADER = 6;
    private static final int CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final BufferedSource packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final Buffer.UnsafeCursor cursor = new Buffer.UnsafeCursor();
    private InflaterSource member;
    private boolean inside;

    Gunzip(BufferedSource packed) {
        this.packed = packed;
        this.member = new InflaterSource(packed, inflater);
    }

    @Override
    public long read(Buffer sink, long most) throws IOException {
        while (inside || !packed.exhausted()) {
            if (!inside) {
                begin();
            }
            long from = sink.size();
            long read = member.read(sink, most);
            if (read > 0) {
                add(sink, from);
                return read;
            }
            end();
        }
        return -1;
    }

    private void begin() throws IOException {
        if ((packed.readShort() & 0xffff) != MAGIC || packed.readByte() != DEFLATE) {
            throw new IOException("not gzip");
        }
        int flags = packed.readByte();
        packed.skip(REST_OF_HEADER);
        if ((flags & EXTRA) != 0) {
            packed.skip(packed.readShortLe() & 0xffff);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & CHECK) != 0) {
            packed.skip(CHECK);
        }
        sum.reset();
        inflater.reset();
        member = new InflaterSource(packed, inflater);
        inside = true;
    }

    private void skipText() throws IOException {
        int here;
        do {
            here = packed.readByte();
        } while (here != 0);
    }

    private void add(Buffer sink, long from) {
        try (Buffer.UnsafeCursor place = sink.readUnsafe(cursor)) {
            for (int length = place.seek(from); length != -1; length = place.next()) {
                sum.update(place.data, place.start, length);
            }
        }
    }

    private void end() throws IOException {
        boolean right = packed.readIntLe() == (int) sum.getValue();
        if (packed.readIntLe() != (int) inflater.getBytesWritten() || !right) {
            throw new IOException("gzip with a wrong checksum");
        }
        inside = false;
    }

    @Override
    public Timeout timeout() {
        return packed.timeout();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
