package dev.tocsin.scrape;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes messages of protocol buffers, field by field. */
final class ProtoPage {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static ProtoPage message(Consumer<ProtoPage> fields) {
        ProtoPage message = new ProtoPage();
        fields.accept(message);
        return message;
    }

    /** A page of one family of one metric without labels. */
    static byte[] page(String name, int type, Consumer<ProtoPage> metric) {
        return new ProtoPage()
                .delimited(family -> family.text(1, name).whole(3, type).part(4, metric))
                .bytes();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** A message with its length before it. */
    ProtoPage delimited(Consumer<ProtoPage> fields) {
        byte[] message = message(fields).bytes();
        varint(message.length);
        out.writeBytes(message);
        return this;
    }

    ProtoPage part(int field, Consumer<ProtoPage> fields) {
        return raw(field, message(fields).bytes());
    }

    ProtoPage raw(int field, byte[] bytes) {
        varint(field << 3 | 2);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    ProtoPage text(int field, String text) {
        return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    ProtoPage whole(int field, long value) {
        varint(field << 3);
        varint(value);
        return this;
    }

    ProtoPage signed(int field, long value) {
        return whole(field, value << 1 ^ value >> 63);
    }

    ProtoPage real(int field, double value) {
        varint(field << 3 | 1);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            out.write((int) (bits >>> shift));
        }
        return this;
    }

    ProtoPage label(String name, String value) {
        return part(1, pair -> pair.text(1, name).text(2, value));
    }

    ProtoPage span(int field, long offset, long length) {
        return part(field, span -> span.signed(1, offset).whole(2, length));
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
