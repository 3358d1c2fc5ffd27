package dev.tocsin.lab.vercel;

import dev.tocsin.clock.Clock;
import dev.tocsin.lab.Deployed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The deployments of the project and the moves of its production. What holds follows from what time it is. Safe for any thread. */
final class Project {
    private final Clock clock;
    private final FakeVercel.Times times;
    private final List<Deployed> all = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();

    Project(Clock clock, FakeVercel.Times times) {
        this.clock = clock;
        this.times = times;
    }

    /** {@code id} served from {@code at} on. */
    record Turn(String id, Instant at) {}

    synchronized Deployed build(String commit, boolean starts) {
        Instant now = clock.now();
        Deployed built = new Deployed("dpl_" + (all.size() + 1), commit, now, now.plus(times.builds()), starts, false);
        all.add(built);
        return built;
    }

    synchronized Move move(boolean rollback, String to, boolean succeeds) {
        Instant now = clock.now();
        String from = live().map(Turn::id).orElse("");
        Move move = new Move(rollback, from, to, now, now.plus(times.moves()), succeeds);
        moves.add(move);
        return move;
    }

    /** Newest first. */
    synchronized List<Deployed> deployments() {
        return all.reversed().stream().toList();
    }

    synchronized Optional<Deployed> find(String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    synchronized Optional<Move> lastMove() {
        return moves.isEmpty() ? Optional.empty() : Optional.of(moves.getLast());
    }

    synchronized boolean isMoving() {
        return lastMove().filter(move -> !move.isOver(clock.now())).isPresent();
    }

    /** What is built goes live by itself, except after a rollback, until somebody promotes. */
    synchronized boolean assignsByItself(Instant at) {
        return moves.stream()
                .filter(move -> move.hasMoved(at))
                .reduce((one, later) -> later)
                .map(move -> !move.rollback())
                .orElse(true);
    }

    /** Who has served so far, in order. */
    synchronized List<Turn> turns() {
        Instant now = clock.now();
        Stream<Turn> built = all.stream()
                .filter(one -> one.start() && !now.isBefore(one.settled()) && assignsByItself(one.settled()))
                .map(one -> new Turn(one.id(), one.settled()));
        Stream<Turn> moved =
                moves.stream().filter(move -> move.hasMoved(now)).map(move -> new Turn(move.to(), move.ended()));
        return Stream.concat(built, moved)
                .sorted(Comparator.comparing(Turn::at))
                .toList();
    }

    synchronized Optional<Turn> live() {
        List<Turn> turns = turns();
        return turns.isEmpty() ? Optional.empty() : Optional.of(turns.getLast());
    }

    /** The deployment that served just before the one that serves. */
    Optional<String> previous() {
        List<Turn> turns = turns();
        String now = turns.isEmpty() ? "" : turns.getLast().id();
        return turns.reversed().stream()
                .map(Turn::id)
                .filter(id -> !id.equals(now))
                .findFirst();
    }

    Optional<Instant> firstLive(String id) {
        return turns().stream()
                .filter(turn -> turn.id().equals(id))
                .map(Turn::at)
                .findFirst();
    }
}
