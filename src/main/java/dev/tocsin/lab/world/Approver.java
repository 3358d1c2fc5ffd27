package dev.tocsin.lab.world;

import dev.tocsin.clock.Clock;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Client;
import dev.tocsin.lab.SignedMessage;
import dev.tocsin.lab.slack.FakeSlack;
import dev.tocsin.lab.slack.Finger;
import dev.tocsin.lab.slack.Message;
import dev.tocsin.lab.world.Press.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whoever is at the chat when leave is asked for: somebody who forges, somebody who is late, somebody who may not, and at last somebody
 * who may, whose press is then sent once more. Each happens once; while the agent does not answer, it is tried again.
 */
final class Approver {
    /** The app's signing secret. */
    static final Secret SIGNING = Secret.of("demo-signing-secret-of-the-app");

    private static final String LABEL = "Approve";
    private static final Duration LATE = Duration.ofMinutes(10);

    private final FakeSlack slack;
    private final Clock clock;
    private final List<Press> presses = new ArrayList<>();
    private Optional<SignedMessage> genuine = Optional.empty();

    Approver(FakeSlack slack, Clock clock) {
        this.slack = slack;
        this.clock = clock;
    }

    synchronized List<Press> presses() {
        return List.copyOf(presses);
    }

    synchronized void look(List<Message> messages, Client client, URI hook) {
        Kind[] kinds = Kind.values();
        if (presses.size() >= kinds.length) {
            return;
        }
        Kind next = kinds[presses.size()];
        messages.stream()
                .flatMap(message -> message(next, message).stream())
                .findFirst()
                .ifPresent(press -> send(next, press, client, hook));
    }

    private void send(Kind kind, SignedMessage press, Client client, URI hook) {
        OptionalInt status = press.send(client, hook);
        if (status.isPresent()) {
            presses.add(new Press(clock.now(), kind, status.getAsInt()));
            genuine = kind == Kind.GENUINE ? Optional.of(press) : genuine;
        }
    }

    private Optional<SignedMessage> message(Kind kind, Message message) {
        Instant now = clock.wall();
        Finger ann = slack.finger(Cast.ANN.slackUser(), SIGNING);
        Finger bea = slack.finger(Cast.BEA.slackUser(), SIGNING);
        Finger stranger = slack.finger(Cast.BEA.slackUser(), Secret.of("a-secret-that-somebody-guessed"));
        return switch (kind) {
            case FORGED -> stranger.press(message, LABEL, now);
            case STALE -> bea.press(message, LABEL, now.minus(LATE));
            case UNENTITLED -> ann.press(message, LABEL, now);
            case GENUINE -> bea.press(message, LABEL, now);
            case REPLAYED -> genuine;
        };
    }
}
