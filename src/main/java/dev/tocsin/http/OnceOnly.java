package dev.tocsin.http;

import com.google.re2j.Pattern;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from repeating a request on its own: it does so for a 503 with {@code Retry-After: 0}, for a POST
 * too, and stumbles over a number that is too long. Such a header is read as one second.
 */
final class OnceOnly implements Interceptor {
    private static final Pattern TROUBLE = Pattern.compile("0+|[0-9]{9,}");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String after = response.header("Retry-After", "");
        if (after == null || !TROUBLE.matches(after)) {
            return response;
        }
        return response.newBuilder().header("Retry-After", "1").build();
    }
}
