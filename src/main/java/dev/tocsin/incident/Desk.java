package dev.tocsin.incident;

import dev.tocsin.model.Labels;
import dev.tocsin.mute.Mutes;
import dev.tocsin.mute.Muting;
import dev.tocsin.route.GroupKey;
import dev.tocsin.route.Route;
import dev.tocsin.route.Routes;
import dev.tocsin.route.Timings;
import java.time.Instant;
import java.util.Optional;

/** What incidents go by in one turn: the configuration, what is to happen about them, what is mute, what is
 * known besides, and what time it is. */
public record Desk(
        Routes routes, Directory directory, Expected expected, Mutes.At mutes, Background background, Instant now) {
    /** A group whose route a reload took away owes what it owes at once. */
    Timings timings(GroupKey group) {
        return routes.find(group.route()).map(Route::timings).orElse(Timings.DEFAULT);
    }

    Optional<Muting> muting(GroupKey group, Labels labels) {
        Route.Intervals intervals =
                routes.find(group.route()).map(Route::intervals).orElse(Route.Intervals.NONE);
        return mutes.why(labels, intervals.mute(), intervals.active());
    }
}
