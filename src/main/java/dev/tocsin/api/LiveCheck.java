package dev.tocsin.api;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive means that turns are taken: a restart helps when they are not, and does not when a database is gone. */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {
    private final AgentBean agent;

    LiveCheck(AgentBean agent) {
        this.agent = agent;
    }

    @Override
    public HealthCheckResponse call() {
        boolean turning = agent.agent().map(Agent::isTurning).orElse(true);
        return HealthCheckResponse.named("loop").status(turning).build();
    }
}
