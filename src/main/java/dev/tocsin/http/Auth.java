package dev.tocsin.http;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who we say we are to a server. */
public sealed interface Auth permits Auth.None, Auth.Basic, Auth.Bearer, Auth.Other, OAuth2 {
    /** Nobody. */
    record None() implements Auth {}

    /** RFC 7617, in UTF-8. */
    record Basic(String user, Secret password) implements Auth {}

    /** RFC 6750. */
    record Bearer(Secret token) implements Auth {}

    /** A scheme of another name, such as {@code Token}. */
    record Other(String type, Secret credentials) implements Auth {}

    /** Nobody. */
    static Auth none() {
        return new None();
    }

    /**
     * Prometheus' words, at most one of them: {@code basic_auth: {username, password}}, {@code authorization: {type,
     * credentials}}, {@code bearer_token} or {@link OAuth2 oauth2}. Each text may stand in a file of its own: {@code username_file}, {@code password_file},
     * {@code credentials_file}, {@code bearer_token_file}.
     */
    static Auth read(Fields in) {
        List<Auth> given = Stream.of(
                        in.optional("basic_auth", Auth::basic),
                        in.optional("authorization", Auth::authorization),
                        in.optional("oauth2", OAuth2::read),
                        secret(in, "bearer_token").<Auth>map(Bearer::new))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() > 1) {
            String key = Stream.of("oauth2", "authorization")
                    .filter(in::has)
                    .findFirst()
                    .orElse("bearer_token");
            in.fault(key, "basic_auth, authorization, oauth2 and bearer_token exclude each other");
        }
        return given.isEmpty() ? new None() : given.getFirst();
    }

    private static Auth basic(Fields in) {
        Optional<String> file = in.optionalSecretFile("username_file").map(Secret::reveal);
        Optional<String> user = in.optionalText("username");
        if (user.isPresent() && file.isPresent()) {
            in.fault("username_file", "username and username_file exclude each other");
        }
        return new Basic(user.or(() -> file).orElse(""), secret(in, "password").orElseGet(() -> Secret.of("")));
    }

    private static Auth authorization(Fields in) {
        String type = in.text("type", "Bearer").strip();
        Optional<Secret> credentials = secret(in, "credentials");
        if (type.equalsIgnoreCase("basic")) {
            in.fault("type", "must not be Basic; for that there is basic_auth");
        }
        if (credentials.isEmpty()) {
            in.fault("credentials", "is required");
        }
        Secret secret = credentials.orElseGet(() -> Secret.of(""));
        return type.equalsIgnoreCase("bearer") ? new Bearer(secret) : new Other(type, secret);
    }

    static Optional<Secret> secret(Fields in, String key) {
        Optional<Secret> file = in.optionalSecretFile(key + "_file");
        Optional<Secret> text = in.optionalSecret(key);
        if (file.isPresent() && text.isPresent()) {
            in.fault(key + "_file", key + " and " + key + "_file exclude each other");
        }
        return text.or(() -> file);
    }

    /** What must not be seen. */
    default Optional<Secret> hidden() {
        return switch (this) {
            case None _ -> Optional.empty();
            case Basic(var user, var password) -> Optional.of(password);
            case Bearer(var token) -> Optional.of(token);
            case Other(var type, var credentials) -> Optional.of(credentials);
            case OAuth2 grant -> Optional.of(grant.secret());
        };
    }

    /** The value of the {@code Authorization} header; none of {@link OAuth2}, whose token the client has to get first. */
    default Optional<String> header() {
        return switch (this) {
            case None _ -> Optional.empty();
            case OAuth2 _ -> Optional.empty();
            case Basic(var user, var password) ->
                Optional.of("Basic "
                        + Base64.getEncoder()
                                .encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8)));
            case Bearer(var token) -> Optional.of("Bearer " + token.reveal());
            case Other(var type, var credentials) -> Optional.of(type + " " + credentials.reveal());
        };
    }
}
