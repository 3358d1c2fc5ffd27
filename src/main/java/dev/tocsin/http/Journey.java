package dev.tocsin.http;

import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import java.time.Duration;
import java.util.Optional;

/** One exchange from its start to its end, redirects included. Its clock stands still while it waits for leave. */
final class Journey {
    private final Client client;
    private final Request first;
    private Duration start;
    private Phases spent = Phases.NONE;
    private int redirects;

    Journey(Client client, Request first) {
        this.client = client;
        this.first = first;
        this.start = client.clock().elapsed();
    }

    Exchange travel() {
        Request request = first;
        while (true) {
            Exchange step = whole(step(request));
            if (!(step instanceof Answered answered)
                    || first.limits().redirects() == 0
                    || !Redirects.is(answered.reply())) {
                return step;
            }
            Trace trace = answered.trace();
            Optional<Request> next = Redirects.next(request, answered.reply());
            if (next.isEmpty()) {
                return new Failed(Cause.REDIRECT, "redirected to something that is no HTTP address", trace);
            }
            if (redirects == first.limits().redirects()) {
                return new Failed(Cause.REDIRECT, "more than " + redirects + " redirects", trace);
            }
            redirects++;
            request = next.get();
        }
    }

    private Exchange step(Request request) {
        Optional<Client.Permit> permit = ready(request);
        try {
            Duration left =
                    first.limits().timeout().minus(client.clock().elapsed().minus(start));
            return new Hop(client, request, left).make(() -> permit.ifPresent(Client.Permit::giveBack));
        } finally {
            permit.ifPresent(Client.Permit::giveBack);
        }
    }

    /** What must be there before the clock runs on: the certificates in memory, and leave for a handshake. */
    private Optional<Client.Permit> ready(Request request) {
        if (!"https".equalsIgnoreCase(request.uri().getScheme())) {
            return Optional.empty();
        }
        Duration asked = client.clock().elapsed();
        client.credentials().prepare(request.wire().tls());
        // Only once: a chain of redirects must not wait longer for leave than its own timeout.
        Duration patience = redirects == 0 ? Client.LONGEST_WAIT : Duration.ZERO;
        Optional<Client.Permit> permit = request.wire().fresh() ? client.leave(patience) : Optional.empty();
        start = start.plus(client.clock().elapsed().minus(asked));
        return permit;
    }

    /** The same outcome with the trace of the whole way. */
    private Exchange whole(Exchange step) {
        Trace last = step.trace();
        for (Phase phase : Phase.values()) {
            spent = spent.plus(phase, last.phases().of(phase));
        }
        Trace trace = new Trace(
                spent,
                client.clock().elapsed().minus(start),
                last.reached(),
                last.address(),
                last.peer(),
                redirects,
                last.uri());
        return switch (step) {
            case Answered answered -> new Answered(answered.reply(), trace);
            case Failed failed -> new Failed(failed.cause(), failed.detail(), trace);
        };
    }
}
