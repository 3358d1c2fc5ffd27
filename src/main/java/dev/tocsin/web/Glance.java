package dev.tocsin.web;

import dev.tocsin.app.Agent;
import dev.tocsin.app.Configuration;
import dev.tocsin.collect.CollectStatus;
import dev.tocsin.deploy.Services;
import dev.tocsin.engine.State;
import dev.tocsin.ledger.Durability;
import dev.tocsin.probe.ProbeStatus;
import dev.tocsin.rule.GroupStatus;
import dev.tocsin.scrape.ScrapeStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that a page is made of, read once: so that it does not contradict itself. */
record Glance(Instant now, State state, Looking looking, Health health, Configured configured) {
    /** What is looked at, and how that went last. */
    record Looking(
            Collection<ProbeStatus> probes,
            List<ScrapeStatus> scrapes,
            Collection<CollectStatus> collectors,
            List<GroupStatus> rules) {}

    /** How the agent itself fares. {@code samples} is why no samples are written, {@code blind} why a platform does not say what serves. */
    record Health(
            boolean turning,
            Durability durability,
            Agent.Reload reload,
            Optional<String> samples,
            Map<String, String> blind) {}

    /** What the operator said. */
    record Configured(String environment, Services services) {}

    static Glance of(Agent agent) {
        var sensing = agent.sensing();
        Configuration configuration = agent.configuration();
        return new Glance(
                agent.clock().now(),
                agent.state(),
                new Looking(
                        sensing.probes().values(),
                        sensing.scrapes(),
                        sensing.collectors().values(),
                        sensing.rules()),
                new Health(
                        agent.isTurning(),
                        agent.durability(),
                        agent.lastReload(),
                        sensing.journal().flatMap(health -> health.trouble()),
                        agent.blind()),
                new Configured(
                        configuration.settings().general().environment(),
                        configuration.settings().acting().services()));
    }

    Stamp stamp(Instant at) {
        return Stamp.of(at, now);
    }
}
