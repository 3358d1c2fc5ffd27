package dev.tocsin.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * People who take turns: the first of {@code users} from {@code virtualStart}, each for {@code turn}, and so on in both directions.
 * PagerDuty's {@code rotation_virtual_start} and {@code rotation_turn_length}. By the wall clock: who hands over on Mondays at nine does so
 * also when summer time begins.
 */
public record Rotation(LocalDateTime virtualStart, Duration turn, List<String> users) {
    public Rotation {
        users = List.copyOf(users);
    }

    String on(Instant at, ZoneId zone) {
        return users.get((int) Math.floorMod(index(at, zone), (long) users.size()));
    }

    /** When the turn ends in which {@code at} lies. */
    Instant next(Instant at, ZoneId zone) {
        return begins(index(at, zone) + 1, zone);
    }

    private long index(Instant at, ZoneId zone) {
        Duration since = Duration.between(virtualStart, at.atZone(zone).toLocalDateTime());
        long index = Math.floorDiv(since.toSeconds(), turn.toSeconds());
        // An hour that comes twice, or never, puts the guess one turn off.
        while (begins(index, zone).isAfter(at)) {
            index--;
        }
        while (!begins(index + 1, zone).isAfter(at)) {
            index++;
        }
        return index;
    }

    private Instant begins(long index, ZoneId zone) {
        return virtualStart.plus(turn.multipliedBy(index)).atZone(zone).toInstant();
    }
}
