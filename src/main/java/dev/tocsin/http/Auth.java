package dev.tocsin.http;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Who we say we are to a server. */
public sealed interface Auth {
    /** Nobody. */
    record None() implements Auth {}

    /** RFC 7617, in UTF-8. */
    record Basic(String user, Secret password) implements Auth {}

    /** RFC 6750. */
    record Bearer(Secret token) implements Auth {}

    /** Nobody. */
    static Auth none() {
        return new None();
    }

    /** Prometheus' words: {@code basic_auth: {username, password}} or {@code bearer_token}; not both. */
    static Auth read(Fields in) {
        Optional<Auth> basic = in.optional(
                "basic_auth", fields -> new Basic(fields.text("username", ""), secretOrNothing(fields, "password")));
        Optional<Auth> bearer = in.optionalSecret("bearer_token").map(Bearer::new);
        if (basic.isPresent() && bearer.isPresent()) {
            in.fault("bearer_token", "basic_auth and bearer_token exclude each other");
        }
        return basic.or(() -> bearer).orElseGet(None::new);
    }

    private static Secret secretOrNothing(Fields fields, String key) {
        return fields.optionalSecret(key).orElseGet(() -> Secret.of(""));
    }

    /** The value of the {@code Authorization} header. */
    default Optional<String> header() {
        return switch (this) {
            case None _ -> Optional.empty();
            case Basic(var user, var password) ->
                Optional.of("Basic "
                        + Base64.getEncoder()
                                .encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8)));
            case Bearer(var token) -> Optional.of("Bearer " + token.reveal());
        };
    }
}
