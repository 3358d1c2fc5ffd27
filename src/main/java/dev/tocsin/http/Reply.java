package dev.tocsin.http;

import java.nio.charset.StandardCharsets;

/** The last answer of an exchange. The bytes of its body are not copied and must not be changed. */
public final class Reply {
    private final int status;
    private final String version;
    private final Headers headers;
    private final Content content;

    /**
     * What was read of a body.
     *
     * @param bytes what was kept; empty when it was only counted
     * @param size how many bytes were read
     * @param declared the length that the answer declares, -1 when it declares none
     * @param truncated whether there was more than the limit
     */
    record Content(byte[] bytes, long size, long declared, boolean truncated) {}

    Reply(int status, String version, Headers headers, Content content) {
        this.status = status;
        this.version = version;
        this.headers = headers;
        this.content = content;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** Whether the status is 2xx. */
    public boolean ok() {
        return status / 100 == 2;
    }

    /** {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2.0}. */
    public String version() {
        return version;
    }

    /** Its headers. */
    public Headers headers() {
        return headers;
    }

    /** The body's bytes, cut at the limit; empty when they were only counted. */
    public byte[] bytes() {
        return content.bytes();
    }

    /** The body as UTF-8, cut at the limit. */
    public String text() {
        return new String(content.bytes(), StandardCharsets.UTF_8);
    }

    /** The same answer with another text. */
    Reply saying(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Reply(
                status, version, headers, new Content(bytes, bytes.length, content.declared(), content.truncated()));
    }

    /** How many bytes of the (decompressed) body were read. */
    public long size() {
        return content.size();
    }

    /** The {@code Content-Length} of the answer, -1 when there is none. */
    public long declaredLength() {
        return content.declared();
    }

    /** Whether the body was longer than the limit. */
    public boolean truncated() {
        return content.truncated();
    }

    /** Status and size. */
    @Override
    public String toString() {
        return version + " " + status + ", " + content.size() + " bytes";
    }
}
