package dev.tocsin.http;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import java.time.Duration;
import java.util.Optional;

/** An exchange for which a token is got first, within the same time. */
final class Errand {
    private static final int UNAUTHORIZED = 401;

    private final Client client;
    private final Tokens tokens;
    private final OAuth2 grant;
    private final Request request;
    private final Duration start;

    Errand(Client client, Tokens tokens, OAuth2 grant, Request request) {
        this.client = client;
        this.tokens = tokens;
        this.grant = grant;
        this.request = request;
        this.start = client.clock().elapsed();
    }

    /** A token that was kept may have been taken back meanwhile: then one more is got. What was refused has not been heard. */
    Exchange run() {
        Tokens.Had had = tokens.of(grant, left());
        Exchange exchange = by(had);
        if (had instanceof Tokens.Had.Token kept && isRefused(exchange)) {
            tokens.forget(grant, kept);
            return kept.isFresh() ? exchange : by(tokens.of(grant, left()));
        }
        return exchange;
    }

    private Exchange by(Tokens.Had had) {
        return switch (had) {
            case Tokens.Had.None(String why) -> failed(why);
            case Tokens.Had.Token token ->
                veiled(new Journey(client, request.withAuth(token.auth()).withTimeout(left())).travel(), token.auth());
        };
    }

    /** Who refuses a token may repeat it, and what a refusal says is shown: nobody above knows the token. */
    private static Exchange veiled(Exchange exchange, Auth auth) {
        String token = auth.hidden().map(Secret::reveal).orElse("");
        return switch (exchange) {
            case Answered(Reply reply, Trace trace)
            when !reply.ok() && !token.isEmpty() && reply.text().contains(token) ->
                new Answered(reply.saying(reply.text().replace(token, "<secret>")), trace);
            case Answered answered -> answered;
            case Failed failed -> failed;
        };
    }

    private static boolean isRefused(Exchange exchange) {
        return exchange instanceof Answered answered && answered.reply().status() == UNAUTHORIZED;
    }

    private Failed failed(String why) {
        Duration spent = client.clock().elapsed().minus(start);
        Trace trace =
                new Trace(Phases.NONE, spent, Phase.RESOLVE, Optional.empty(), Optional.empty(), 0, request.uri());
        return new Failed(Cause.TOKEN, why, trace);
    }

    private Duration left() {
        Duration left =
                request.limits().timeout().minus(client.clock().elapsed().minus(start));
        return left.isPositive() ? left : Duration.ofMillis(1);
    }
}
