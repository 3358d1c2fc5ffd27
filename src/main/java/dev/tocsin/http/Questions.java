package dev.tocsin.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Our requests in OkHttp's words. */
final class Questions {
    private Questions() {}

    /** Throws {@link IllegalArgumentException} for a method, body or header that HTTP does not allow. */
    static okhttp3.Request of(Request request, HttpUrl url, String agent) {
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder().url(url).header("User-Agent", agent);
        // Said here, for else OkHttp unpacks the answer, and of that the first member alone.
        builder.header("Accept-Encoding", request.wire().fresh() ? "identity" : "gzip");
        authorization(request, url).ifPresent(value -> builder.header("Authorization", value));
        for (Header line : request.headers().lines()) {
            builder.header(line.name(), line.value());
        }
        return builder.method(request.method(), body(request)).build();
    }

    /** Whether an answer that is compressed is unpacked: it is for who asked for nothing else. Who measures wants bytes and length as they come. */
    static boolean unpacks(Request request) {
        return !request.wire().fresh()
                && request.headers().first("Accept-Encoding").isEmpty();
    }

    private static Optional<String> authorization(Request request, HttpUrl url) {
        Optional<String> configured = request.auth().header();
        if (configured.isPresent() || url.username().isEmpty()) {
            return configured;
        }
        return Optional.of(Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8));
    }

    private static @Nullable RequestBody body(Request request) {
        if (request.body().isPresent()) {
            return new Once(request.body().get());
        }
        return switch (request.method()) {
            case "POST", "PUT", "PATCH" -> new Once(Payload.of("", new byte[0]));
            default -> null;
        };
    }

    /** A body that OkHttp must not send twice. */
    private static final class Once extends RequestBody {
        private final Payload payload;

        Once(Payload payload) {
            this.payload = payload;
        }

        @Override
        public @Nullable MediaType contentType() {
            return payload.type().isEmpty() ? null : MediaType.parse(payload.type());
        }

        @Override
        public long contentLength() {
            return payload.bytes().length;
        }

        @Override
        public void writeTo(BufferedSink sink) throws java.io.IOException {
            sink.write(payload.bytes());
        }

        @Override
        public boolean isOneShot() {
            return true;
        }
    }
}
