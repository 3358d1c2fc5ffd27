package dev.tocsin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a client was given: one for each way of asking, until shortly before its end. Safe for any thread; who needs a token
 * while somebody asks for it waits for that one.
 */
final class Tokens {
    /** Its clock may be ahead of ours, and the request takes time. */
    private static final Duration EARLY = Duration.ofSeconds(10);

    private static final long ANSWER_BYTES = 64 * 1024;
    private static final Pattern CODE = Pattern.compile("[a-zA-Z0-9_.-]{1,60}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Client client;
    private final Map<OAuth2, Holder> holders = new ConcurrentHashMap<>();

    Tokens(Client client) {
        this.client = client;
    }

    /** A token, or why there is none. */
    sealed interface Had {
        /** {@code until}, on the client's clock; empty when nobody said. {@code isFresh}: it was given just now. */
        record Token(Auth auth, Optional<Duration> until, boolean isFresh) implements Had {}

        /** In words for people, without secrets. */
        record None(String why) implements Had {}
    }

    /** The token for {@code grant}, which takes no longer than {@code patience}. */
    Had of(OAuth2 grant, Duration patience) {
        return holders.computeIfAbsent(grant, same -> new Holder()).token(grant, patience);
    }

    /** {@code refused} is no good any more, whatever was said of its end. */
    void forget(OAuth2 grant, Had.Token refused) {
        holders.computeIfAbsent(grant, same -> new Holder()).forget(refused);
    }

    /** What one grant has been given. */
    private final class Holder {
        private final ReentrantLock lock = new ReentrantLock();
        private Had.@Nullable Token kept;

        Had token(OAuth2 grant, Duration patience) {
            lock.lock();
            try {
                Had.Token known = kept;
                if (known != null && isGood(known)) {
                    return known;
                }
                Had had = asked(grant, patience);
                kept = had instanceof Had.Token token ? new Had.Token(token.auth(), token.until(), false) : null;
                return had;
            } finally {
                lock.unlock();
            }
        }

        void forget(Had.Token refused) {
            lock.lock();
            try {
                if (kept != null && kept.auth().equals(refused.auth())) {
                    kept = null;
                }
            } finally {
                lock.unlock();
            }
        }

        private boolean isGood(Had.Token token) {
            return token.until()
                    .map(until -> client.clock().elapsed().compareTo(until) < 0)
                    .orElse(true);
        }
    }

    /** The secret in a header, as the standard has it; in the body where the server wants it there. */
    private Had asked(OAuth2 grant, Duration patience) {
        Duration start = client.clock().elapsed();
        Auth basic = new Auth.Basic(
                encoded(grant.id()), Secret.of(encoded(grant.secret().reveal())));
        Exchange first = client.exchange(question(grant, "").withAuth(basic).withTimeout(patience));
        Duration left = patience.minus(client.clock().elapsed().minus(start));
        boolean isRefused = first instanceof Answered answered
                && answered.reply().status() / 100 == 4
                && answered.reply().status() != 429;
        if (!isRefused || !left.isPositive()) {
            return read(grant, first);
        }
        String inside = "&client_id=" + encoded(grant.id()) + "&client_secret="
                + encoded(grant.secret().reveal());
        Had second = read(grant, client.exchange(question(grant, inside).withTimeout(left)));
        return second instanceof Had.Token ? second : read(grant, first);
    }

    private static Request question(OAuth2 grant, String inside) {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        if (!grant.scopes().isEmpty()) {
            form.append("&scope=").append(encoded(String.join(" ", grant.scopes())));
        }
        grant.parameters()
                .forEach((name, value) ->
                        form.append('&').append(encoded(name)).append('=').append(encoded(value)));
        Payload body = Payload.of("application/x-www-form-urlencoded", form + inside);
        Request request =
                Request.post(grant.server(), body).withWire(grant.wire()).withHeader("Accept", "application/json");
        return request.withLimits(request.limits().withBodyBytes(ANSWER_BYTES));
    }

    private Had read(OAuth2 grant, Exchange exchange) {
        return switch (exchange) {
            case Failed failed -> none(grant, failed.detail());
            case Answered answered -> read(grant, answered.reply());
        };
    }

    private Had read(OAuth2 grant, Reply reply) {
        JsonNode answer = json(reply);
        String token = answer.path("access_token").asText("");
        if (!reply.ok()) {
            String code = answer.path("error").asText("");
            return none(grant, "HTTP " + reply.status() + (CODE.matcher(code).matches() ? " " + code : ""));
        }
        if (token.isEmpty()) {
            return none(grant, "no access_token in the answer");
        }
        String type = answer.path("token_type").asText("");
        Auth auth = type.isEmpty() || type.equalsIgnoreCase("bearer")
                ? new Auth.Bearer(Secret.of(token))
                : new Auth.Other(type, Secret.of(token));
        long seconds = answer.path("expires_in").asLong(0);
        Optional<Duration> until = seconds <= 0
                ? Optional.empty()
                : Optional.of(client.clock().elapsed().plusSeconds(seconds).minus(EARLY));
        return new Had.Token(auth, until, true);
    }

    private static JsonNode json(Reply reply) {
        try {
            return MAPPER.readTree(reply.text());
        } catch (JsonProcessingException garbage) {
            return MAPPER.missingNode();
        }
    }

    private static Had none(OAuth2 grant, String why) {
        return new Had.None("no token from " + Redaction.host(grant.server()) + ": " + why);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
