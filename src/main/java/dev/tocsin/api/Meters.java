package dev.tocsin.api;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.heartbeat.HeartbeatStatus;
import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.Durability;
import dev.tocsin.notify.Parcel;
import dev.tocsin.remote.RemoteWriteStatus;
import dev.tocsin.rule.GroupStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The agent's own meters: whether it does its work, and whom it owes what. */
@ApplicationScoped
public class Meters {
    private final AgentBean agent;
    private final MeterRegistry registry;
    private final List<Meter> ours = new CopyOnWriteArrayList<>();

    Meters(AgentBean agent, MeterRegistry registry) {
        this.agent = agent;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        gauge("tocsin.turning", "1 while the loop takes turns in time.", running -> running.isTurning() ? 1 : 0);
        gauge(
                "tocsin.config.last.reload.successful",
                "1 when the last load of the configuration succeeded.",
                running -> running.lastReload().successful() ? 1 : 0);
        gauge(
                "tocsin.ledger.durable",
                "1 while turns reach the ledger's database, 0 while they are spooled or only in memory.",
                running -> running.durability() instanceof Durability.Durable ? 1 : 0);
        gauge(
                "tocsin.holder",
                "1 while this agent decides, 0 while it stands by for another on the same ledger.",
                running -> running.decides() ? 1 : 0);
        gauge(
                "tocsin.incidents.open",
                "Incidents about which something is still open.",
                running -> running.state().incidents().stream().count());
        gauge(
                "tocsin.incidents.acknowledged",
                "Open incidents that somebody has acknowledged.",
                running -> running.state().incidents().stream()
                        .filter(Meters::isAcknowledged)
                        .count());
        gauge(
                "tocsin.pages.undelivered",
                "Pages that are owed and have not arrived.",
                running -> running.state().outbox().undelivered());
        gauge(
                "tocsin.pages.refused",
                "Pages of late that the far end has refused for good.",
                running -> running.state().outbox().stream()
                        .filter(Meters::isRefused)
                        .count());
        gauge(
                "tocsin.acts.open",
                "Remedies under way.",
                running -> running.state().remedies().stream()
                        .filter(act -> !act.isOver())
                        .count());
        gauge(
                "tocsin.production.pinned",
                "Services whose production a rollback has pinned: what is pushed does not go live until somebody promotes.",
                running -> running.state().deploys().pinned().size());
        gauge(
                "tocsin.rules.failing",
                "Rules that could not be evaluated last.",
                running -> running.state().broken().size());
        counter(
                "tocsin.heartbeats.sent",
                "Heartbeats that arrived and said that all is well.",
                running -> beats(running, HeartbeatStatus::sent));
        counter(
                "tocsin.heartbeats.failed",
                "Requests with heartbeats that failed.",
                running -> beats(running, HeartbeatStatus::failed));
        counter(
                "tocsin.heartbeats.withheld",
                "Heartbeats that were not sent, or told of trouble, because the line did not work.",
                running -> beats(running, HeartbeatStatus::withheld));
        gauge(
                "tocsin.series",
                "Series in memory.",
                running -> running.sensing().store().stock().series());
        gauge(
                "tocsin.samples",
                "Samples in memory.",
                running -> running.sensing().store().stock().samples());
        counter(
                "tocsin.remote.write.samples.sent",
                "Samples that stores elsewhere have taken.",
                running -> written(running, RemoteWriteStatus::sent));
        counter(
                "tocsin.remote.write.samples.refused",
                "Samples that stores elsewhere refused for good.",
                running -> written(running, RemoteWriteStatus::refused));
        counter(
                "tocsin.remote.write.samples.lost",
                "Samples for stores elsewhere that there was no room for.",
                running -> written(running, RemoteWriteStatus::lost));
        gauge(
                "tocsin.remote.write.samples.waiting",
                "Samples on the disk that wait for stores elsewhere.",
                running -> written(running, RemoteWriteStatus::waiting));
        gauge(
                "tocsin.discovery.faults",
                "Files and addresses with targets that could not be read last.",
                running -> running.sensing().targets().faults().size());
        counter(
                "tocsin.rule.evaluations",
                "Evaluations of rule groups.",
                running -> running.sensing().rules().stream()
                        .mapToLong(GroupStatus::evaluations)
                        .sum());
        counter(
                "tocsin.rule.evaluations.missed",
                "Slots of rule groups that passed without an evaluation.",
                running -> running.sensing().rules().stream()
                        .mapToLong(GroupStatus::missed)
                        .sum());
    }

    private static long beats(Agent running, ToLongFunction<HeartbeatStatus> figure) {
        return running.heartbeats().stream().mapToLong(figure).sum();
    }

    private static long written(Agent running, ToLongFunction<RemoteWriteStatus> figure) {
        return running.sensing().remoteWrites().stream().mapToLong(figure).sum();
    }

    /** The registry may outlive the agent, and would go on asking one that is gone. */
    void stop(@Observes ShutdownEvent event) {
        ours.forEach(registry::remove);
    }

    private void gauge(String name, String help, ToDoubleFunction<Agent> value) {
        ours.add(Gauge.builder(
                        name,
                        agent,
                        bean -> bean.agent().map(value::applyAsDouble).orElse(Double.NaN))
                .description(help)
                .register(registry));
    }

    private void counter(String name, String help, ToDoubleFunction<Agent> value) {
        ours.add(FunctionCounter.builder(
                        name,
                        agent,
                        bean -> bean.agent().map(value::applyAsDouble).orElse(0.0))
                .description(help)
                .register(registry));
    }

    private static boolean isAcknowledged(Incident incident) {
        return incident.escalation().acknowledgedBy().isPresent();
    }

    private static boolean isRefused(Parcel parcel) {
        return parcel.transit() instanceof Parcel.Transit.Refused;
    }
}
