package dev.tocsin.api;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells one person in Slack something that nobody else sees: why nothing came of a button. Waits for nothing; tries once. */
@ApplicationScoped
public class Whisper {
    private static final Logger LOG = Logger.getLogger(Whisper.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Client client = new Client(new SystemClock(), "hooks");

    /** {@code to} is the {@code response_url} of a press. */
    void say(URI to, String sentence) {
        String body = Json.object()
                .put("response_type", "ephemeral")
                .put("replace_original", false)
                .put("text", sentence)
                .toString();
        Thread unused = Thread.ofVirtual().name("whisper").start(() -> {
            if (client.exchange(Request.post(to, Payload.json(body)).withTimeout(TIMEOUT))
                    instanceof Exchange.Failed failed) {
                LOG.warnf("nobody was told why a button did nothing: %s", failed.detail());
            }
        });
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
