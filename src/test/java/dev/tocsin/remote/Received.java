package dev.tocsin.remote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A {@code WriteRequest} as a store reads it: a line for each sample, {@code name{...} value @time}. */
final class Received {
    private final List<String> lines = new ArrayList<>();

    static List<String> lines(byte[] body) {
        Received received = new Received();
        fields(ByteBuffer.wrap(Unsnappy.read(body)), (field, series) -> received.series(series));
        return received.lines;
    }

    private void series(ByteBuffer series) {
        StringBuilder labels = new StringBuilder();
        fields(series, (field, part) -> {
            switch (field) {
                case 1 -> {
                    List<String> pair = new ArrayList<>();
                    fields(
                            part,
                            (key, text) ->
                                    pair.add(StandardCharsets.UTF_8.decode(text).toString()));
                    labels.append(labels.isEmpty() ? "" : ",")
                            .append(pair.get(0))
                            .append('=')
                            .append(pair.get(1));
                }
                case 2 -> {
                    double value = part.slice().order(ByteOrder.LITTLE_ENDIAN).getDouble(1);
                    long bits = part.slice().order(ByteOrder.LITTLE_ENDIAN).getLong(1);
                    part.position(part.position() + 10);
                    String shown = Double.isNaN(value) ? Long.toHexString(bits) : Double.toString(value);
                    lines.add(labels + " " + shown + " @" + varint(part));
                }
                default -> lines.add(labels + " field " + field);
            }
        });
    }

    /** Fields of length-delimited kind; of others the number alone is told, with what follows. */
    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> heard) {
        while (message.hasRemaining()) {
            int tag = (int) varint(message);
            if ((tag & 7) != 2) {
                throw new AssertionError("field " + (tag >> 3) + " is of kind " + (tag & 7));
            }
            int length = (int) varint(message);
            heard.accept(tag >> 3, message.slice(message.position(), length));
            message.position(message.position() + length);
        }
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte octet = from.get();
            value |= (long) (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
        }
    }
}
