package dev.tocsin.api;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.ledger.Durability;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: the loop turns, and some durable store can be written, or another agent decides and this one stands by. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {
    private final AgentBean agent;

    ReadyCheck(AgentBean agent) {
        this.agent = agent;
    }

    @Override
    public HealthCheckResponse call() {
        return agent.agent()
                .map(ReadyCheck::of)
                .orElseGet(() -> HealthCheckResponse.named("agent").down().build());
    }

    private static HealthCheckResponse of(Agent running) {
        Durability durability = running.durability();
        return HealthCheckResponse.named("agent")
                .status(running.isTurning() && durability.isWritable())
                .withData("turning", running.isTurning())
                .withData("decides", running.decides())
                .withData("ledger", words(durability))
                .build();
    }

    private static String words(Durability durability) {
        return switch (durability) {
            case Durability.Durable durable -> "durable";
            case Durability.Spooling spooling -> "gone, spooling since " + spooling.since() + ": " + spooling.cause();
            case Durability.Gone gone -> "gone since " + gone.since() + ", in memory only: " + gone.cause();
            case Durability.StandingBy standing -> "standing by since " + standing.since() + ": " + standing.why();
        };
    }
}
