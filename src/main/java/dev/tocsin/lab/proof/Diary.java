package dev.tocsin.lab.proof;

import dev.tocsin.incident.Page;
import dev.tocsin.lab.simulation.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened in a world, as its far ends and its script know it; the agents write nothing here. In order of time. */
final class Diary {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /** A message arrived; {@code rang}: it notified somebody, since nothing was open under its key. */
    record Receipt(Instant at, Page page, boolean rang) {}

    /** Somebody took an incident; perhaps from {@code from} on, surely from {@code heard} on. */
    record Taken(String incident, String by, Instant from, Instant heard, Optional<Instant> until) {}

    /** Somebody took it back. */
    record TakenBack(String incident, Instant from, Instant heard) {}

    /** Something is silent, perhaps from {@code from} on and surely from {@code heard} on, until {@code ends}. */
    record Quieted(String id, SortedMap<String, String> match, Instant from, Instant heard, Instant ends) {}

    /** A setup holds from {@code at} on. */
    record Loaded(Instant at, int setup) {}

    /** What an agent is, from {@code at} on. */
    record Condition(Instant at, int agent, boolean up, boolean running, boolean connected) {
        /** Whether it can tell people something. */
        boolean isAble() {
            return up && running;
        }
    }

    /** From {@code at} on the wall is {@code offset} ahead of the world's time. */
    record Jump(Instant at, Duration offset) {}

    final List<Jump> jumps = new ArrayList<>();

    /** When something was due and stayed due. */
    final List<Instant> spins = new ArrayList<>();

    final List<Platforms.Asked> asked = new ArrayList<>();

    /** When somebody looked at the platform, and saw. */
    final List<Instant> looked = new ArrayList<>();

    /** What the ledger and the spools hold in the end, byte by byte. */
    String kept = "";

    final List<Receipt> receipts = new ArrayList<>();
    final List<Taken> taken = new ArrayList<>();
    final List<TakenBack> takenBack = new ArrayList<>();
    final List<Quieted> quieted = new ArrayList<>();
    final List<Loaded> loaded = new ArrayList<>();

    /** Since when silences that were ended before their time are perhaps over. */
    final SortedMap<String, Instant> ended = new TreeMap<>();

    final List<Condition> conditions = new ArrayList<>();
    final List<Page> refused = new ArrayList<>();
    final Map<Moment, Integer> deaths = new EnumMap<>(Moment.class);
    /** How often nobody could know what became of a page, by its dedup key. */
    final SortedMap<String, Integer> unknown = new TreeMap<>();

    private final List<Window> bad = new ArrayList<>();
    private Optional<Instant> worse = Optional.empty();
    private final List<String> story = new ArrayList<>();
    private int dead;
    long turns;

    /** What serves is bad from {@code at} on, or good again. */
    void bad(Instant at, boolean isBad) {
        worse.ifPresent(from -> bad.add(new Window(from, at)));
        worse = isBad ? Optional.of(at) : Optional.empty();
    }

    boolean isBad() {
        return worse.isPresent();
    }

    /** When what served was bad. */
    List<Window> bad() {
        List<Window> all = new ArrayList<>(bad);
        worse.ifPresent(from -> all.add(new Window(from, Instant.MAX)));
        return all;
    }

    void note(Instant at, String who, String what) {
        story.add(TIME.format(at) + "  " + String.format("%-10s", who) + " " + what);
    }

    void died(Moment moment) {
        deaths.merge(moment, 1, Integer::sum);
        dead++;
    }

    /** How often a process died. */
    int dead() {
        return dead;
    }

    void unknown(Page page) {
        unknown.merge(page.dedupKey(), 1, Integer::sum);
    }

    List<String> story() {
        return story;
    }
}
