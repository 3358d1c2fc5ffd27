package dev.tocsin.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is on call from {@code from} until {@code until}, which is empty when nothing says that it ends within a year. */
public record Shift(List<String> people, Instant from, Optional<Instant> until) {
    public Shift {
        people = List.copyOf(people);
    }
}
