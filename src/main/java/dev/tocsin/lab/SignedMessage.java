package dev.tocsin.lab;

import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** A webhook as a platform sends it: ready to be sent, to be sent again, or to be changed on the way. */
public record SignedMessage(Map<String, String> headers, String type, String body) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    public SignedMessage {
        headers = Map.copyOf(headers);
    }

    /** This with another body under the same signature. */
    public SignedMessage withBody(String other) {
        return new SignedMessage(headers, type, other);
    }

    /** The status with which {@code to} answers; nothing when it does not. */
    public OptionalInt send(Client client, URI to) {
        Request request = Request.post(to, Payload.of(type, body)).withTimeout(TIMEOUT);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue());
        }
        return switch (client.exchange(request)) {
            case Exchange.Answered answered -> OptionalInt.of(answered.reply().status());
            case Exchange.Failed failed -> OptionalInt.empty();
        };
    }
}
