package dev.tocsin.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers only who asks for this machine by a name of its own: a page that a browser loaded from elsewhere, and whose name its owner
 * points at loopback, may not speak to the agent.
 */
public class HostCheck {
    private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** A refusal, or nothing when the request may pass. */
    @ServerRequestFilter(preMatching = true)
    public Optional<Response> check(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        return OWN.contains(uri.getHost())
                ? Optional.empty()
                : Optional.of(Json.refusal(403, "ask for localhost: this agent listens on loopback only"));
    }
}
