package dev.tocsin.http;

import java.nio.charset.StandardCharsets;

/** The body of a request: its media type and bytes, which are not copied and must not change. */
public final class Payload {
    private final String type;
    private final byte[] bytes;

    private Payload(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** Bytes of the media type {@code type}. */
    public static Payload of(String type, byte[] bytes) {
        return new Payload(type, bytes);
    }

    /** Text in UTF-8 of the media type {@code type}. */
    public static Payload of(String type, String text) {
        return of(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** JSON text. */
    public static Payload json(String text) {
        return of("application/json", text);
    }

    /** The media type, such as {@code application/json}; empty for none. */
    public String type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Its size only. */
    @Override
    public String toString() {
        return bytes.length + " bytes of " + type;
    }
}
