package dev.tocsin.oncall;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One layer of a schedule: a rotation, from {@code start} to {@code end} if they are given, and then only within one of its
 * {@code restrictions} if there are any. The rotation goes on outside of them.
 */
public record Layer(
        String name,
        Rotation rotation,
        Optional<Instant> start,
        Optional<Instant> end,
        List<Restriction> restrictions) {
    public Layer {
        restrictions = List.copyOf(restrictions);
    }

    Optional<String> on(Instant at, ZoneId zone) {
        boolean within = start.filter(at::isBefore).isEmpty()
                && end.filter(until -> !at.isBefore(until)).isEmpty();
        boolean counts =
                restrictions.isEmpty() || restrictions.stream().anyMatch(restriction -> restriction.contains(at, zone));
        return within && counts ? Optional.of(rotation.on(at, zone)) : Optional.empty();
    }

    /** When it may say something else, after {@code at}. */
    Stream<Instant> bounds(Instant at, ZoneId zone) {
        Stream<Instant> edges = Stream.concat(start.stream(), end.stream()).filter(at::isBefore);
        Stream<Instant> parts = restrictions.stream().flatMap(restriction -> restriction.bounds(at, zone));
        return Stream.of(edges, parts, Stream.of(rotation.next(at, zone))).flatMap(each -> each);
    }
}
