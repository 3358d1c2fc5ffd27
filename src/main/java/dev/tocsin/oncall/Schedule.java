package dev.tocsin.oncall;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Who is on call when, in PagerDuty's words: layers of rotations, of which the last that has somebody counts, below a calendar if there is
 * one, below replacements.
 */
public record Schedule(
        String name, ZoneId zone, List<Layer> layers, Optional<Feed> feed, List<Replacement> overrides, Crew crew) {
    public Schedule {
        layers = List.copyOf(layers);
        overrides = List.copyOf(overrides);
    }
}
