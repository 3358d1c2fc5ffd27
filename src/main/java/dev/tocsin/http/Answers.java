package dev.tocsin.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Call;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** OkHttp's answers in our words, their bodies read up to the limit. */
final class Answers {
    private static final long CHUNK = 8192;

    private Answers() {}

    static Reply read(Response response, Call call, Request request) throws IOException {
        long declared = declared(response);
        return new Reply(
                response.code(), version(response), headers(response), content(response, call, request, declared));
    }

    private static Reply.Content content(Response response, Call call, Request request, long declared)
            throws IOException {
        Limits limits = request.limits();
        BufferedSource source = response.body().source();
        Buffer kept = new Buffer();
        Buffer chunk = new Buffer();
        long size = 0;
        while (size < limits.bodyBytes()) {
            long read = source.read(chunk, Math.min(CHUNK, limits.bodyBytes() - size));
            if (read < 0) {
                return new Reply.Content(kept.readByteArray(), size, declared, false);
            }
            size += read;
            if (limits.keepBody()) {
                kept.write(chunk, read);
            } else {
                chunk.clear();
            }
        }
        boolean truncated = !source.exhausted();
        if (truncated) {
            // Else closing would read on, to save the connection.
            call.cancel();
        }
        return new Reply.Content(kept.readByteArray(), size, declared, truncated);
    }

    private static long declared(Response response) {
        try {
            return Long.parseLong(String.valueOf(response.header("Content-Length", "-1")));
        } catch (NumberFormatException garbage) {
            return -1;
        }
    }

    private static String version(Response response) {
        return switch (response.protocol()) {
            case HTTP_2, H2_PRIOR_KNOWLEDGE -> "HTTP/2.0";
            default -> response.protocol().toString().toUpperCase(Locale.ROOT);
        };
    }

    private static Headers headers(Response response) {
        List<Header> lines = new ArrayList<>();
        response.headers().forEach(line -> lines.add(new Header(line.getFirst(), line.getSecond())));
        return new Headers(lines);
    }
}
