package dev.tocsin.http;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from repeating a request on its own: it does so for a 503 with {@code Retry-After: 0}, for a POST
 * too, and for a 408 without that header, and stumbles over a number that is too long. Such a header is read as one second.
 */
final class OnceOnly implements Interceptor {
    private static final Pattern TROUBLE = Pattern.compile("0+|[0-9]{9,}");
    private static final int LATE = 408;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String after = Objects.requireNonNullElse(response.header("Retry-After"), "");
        boolean trouble = after.isEmpty() ? response.code() == LATE : TROUBLE.matches(after);
        if (!trouble) {
            return response;
        }
        return response.newBuilder().header("Retry-After", "1").build();
    }
}
