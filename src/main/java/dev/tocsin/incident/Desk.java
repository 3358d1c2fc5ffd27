package dev.tocsin.incident;

import dev.tocsin.model.Labels;
import dev.tocsin.mute.Mutes;
import dev.tocsin.mute.Muting;
import dev.tocsin.oncall.Policy;
import dev.tocsin.oncall.Rota;
import dev.tocsin.route.GroupKey;
import dev.tocsin.route.Route;
import dev.tocsin.route.Routes;
import dev.tocsin.route.Timings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What incidents go by in one turn: the configuration, who is on call, what is to happen about them, what is mute, what is
 * known besides, what flaps, and what time it is. */
public record Desk(
        Routes routes,
        Directory directory,
        Rota rota,
        Expected expected,
        Mutes.At mutes,
        Background background,
        FlapControl flaps,
        Instant now) {
    /** Without schedules; nothing flaps. */
    public Desk(
            Routes routes, Directory directory, Expected expected, Mutes.At mutes, Background background, Instant now) {
        this(routes, directory, Rota.NONE, expected, mutes, background, FlapControl.NONE, now);
    }

    /** Where it goes as its route says now; as it said then, when a reload took that away. */
    String receiver(Incident.Origin origin) {
        return routes.find(origin.group().route())
                .map(route -> route.target().receiver())
                .orElse(origin.receiver());
    }

    /** By which policy people are woken, likewise. */
    Optional<Policy> policy(Incident.Origin origin) {
        return directory.policy(routes.find(origin.group().route())
                .map(route -> route.target().policy())
                .orElse(origin.policy()));
    }

    /** A group whose route a reload took away owes what it owes at once. */
    Timings timings(GroupKey group) {
        return routes.find(group.route()).map(Route::timings).orElse(Timings.DEFAULT);
    }

    /** Whom {@code targets} mean at this moment. */
    List<Directory.Called> called(List<String> targets) {
        return targets.stream()
                .map(target -> directory.called(target, rota, mutes.wall()))
                .toList();
    }

    Optional<Muting> muting(GroupKey group, Labels labels) {
        Route.Intervals intervals =
                routes.find(group.route()).map(Route::intervals).orElse(Route.Intervals.NONE);
        return mutes.why(labels, intervals.mute(), intervals.active());
    }
}
