package dev.tocsin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Escalation;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Incidents;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Told;
import dev.tocsin.model.Labels;
import dev.tocsin.route.GroupKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:31:38Z");
    private static final Endpoint OPS = new Endpoint("ops/email/0", EnumSet.allOf(Page.Kind.class));

    /** One agent that was cut off ended it and told people so; by what the holder knows it goes on. */
    @Test
    void whatAnotherEndedAndGoesOnIsDueToBeToldAgain() {
        Incident open = incident(Set.of("alert"), NOW, Optional.empty());
        Incident ended = incident(Set.of(), NOW.plusSeconds(90), Optional.of(NOW.plusSeconds(90)));
        Handover handover =
                new Handover("turn", Changes.none("turn", NOW.plusSeconds(90)).withIncidents(List.of(ended)));

        Incidents joined = Incidents.of(List.of(open)).joined(handover.found().incidents());

        Told told = Objects.requireNonNull(joined.find("i").orElseThrow().told().get(OPS.id()));
        assertThat(told.firing()).as("its end is still owed").containsExactly("alert");
        assertThat(told.last()).as("due to be said again").isEqualTo(Instant.EPOCH);
    }

    /** The holder ended it, and told people so, while another that was cut off went on with it. */
    @Test
    void whatTheHolderHasEndedIsNotBroughtBack() {
        Incident open = incident(Set.of("alert"), NOW, Optional.empty());
        Incident ended = incident(Set.of(), NOW.plusSeconds(90), Optional.of(NOW.plusSeconds(90)));
        Handover handover =
                new Handover("turn", Changes.none("turn", NOW.plusSeconds(60)).withIncidents(List.of(open)));

        Incidents holder = Incidents.none().remembering(List.of(ended));

        assertThat(holder.joined(handover.found().incidents()).stream()).isEmpty();
    }

    @Test
    void whatIsOverForBothIsOver() {
        Incident ended = incident(Set.of(), NOW, Optional.of(NOW));
        Handover handover = new Handover("turn", Changes.none("turn", NOW).withIncidents(List.of(ended)));
        assertThat(Incidents.none().joined(handover.found().incidents()).stream())
                .isEmpty();
    }

    private static Incident incident(Set<String> firing, Instant last, Optional<Instant> closed) {
        return new Incident(
                new Incident.Origin("i", new GroupKey("0", Labels.of("service", "db")), "ops", Optional.empty(), NOW),
                new TreeMap<>(),
                new Incident.Flush(NOW, Optional.of(NOW)),
                new TreeMap<>(Map.of(OPS.id(), new Told(OPS, new TreeSet<>(firing), last))),
                new Escalation.Idle(),
                new TreeMap<>(),
                1,
                closed);
    }
}
