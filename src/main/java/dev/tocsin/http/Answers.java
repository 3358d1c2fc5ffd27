package dev.tocsin.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Call;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;

/** OkHttp's answers in our words, their bodies read up to the limit. */
final class Answers {
    private static final long CHUNK = 8192;
    private static final long UNDECLARED = -1;

    private Answers() {}

    static Reply read(Response response, Call call, Request request) throws IOException {
        boolean packed = Questions.unpacks(request) && "gzip".equalsIgnoreCase(response.header("Content-Encoding", ""));
        if (!packed) {
            Reply.Content content = content(response.body().source(), call, request.limits(), declared(response));
            return new Reply(response.code(), version(response), headers(response), content);
        }
        Headers plain = headers(response)
                .keep(name -> !name.equalsIgnoreCase("Content-Encoding") && !name.equalsIgnoreCase("Content-Length"));
        try (BufferedSource body = Okio.buffer(new Gunzip(response.body().source()))) {
            return new Reply(
                    response.code(), version(response), plain, content(body, call, request.limits(), UNDECLARED));
        }
    }

    private static Reply.Content content(BufferedSource source, Call call, Limits limits, long declared)
            throws IOException {
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
            return UNDECLARED;
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
