package dev.tocsin.lab.proof;

import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page;
import dev.tocsin.lab.proof.Setup.Branch;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was so in a world, and what was owed to whom, worked out from its script and its diary. {@code surely} leaves out what an agent
 * could not know yet; {@code perhaps} takes in what one could not know to be over.
 */
final class Truth {
    /** How finely time is looked at. */
    static final Duration GRAIN = Duration.ofSeconds(5);

    /** After the last of what kept a far end from being told: the outbox waits at most five minutes between two attempts. */
    private static final Duration BACKOFF = Duration.ofMinutes(6);

    private static final Duration RESTART = Duration.ofSeconds(45);
    private static final Duration TAKE_OVER = Duration.ofSeconds(90);

    private final World world;
    private final Diary diary;
    private final List<Alarm> alarms;
    private final List<Instant> turns;
    private final Duration longest;
    private final List<Instant> grid;

    /** By setup. */
    private final List<Set<String>> endpoints;

    /** Dedup keys of what was refused for good. */
    private final Set<String> refused;

    /** What was worked out before: every judge looks at the same instants. */
    private final Map<Instant, Boolean> calm = new HashMap<>();

    private final Map<Labels, List<Alarm>> groups = new HashMap<>();
    private final Map<Setup, Map<Labels, List<Branch>>> ways = new IdentityHashMap<>();
    private final Set<Labels> known;

    Truth(World world, Diary diary) {
        this.world = world;
        this.diary = diary;
        this.alarms = world.alarms().stream()
                .map(alarm -> alarm.isDeployed() ? alarm.met(diary.bad()) : alarm)
                .toList();
        this.known = alarms.stream().map(Alarm::labels).collect(Collectors.toSet());
        this.turns = turns(world, diary);
        this.longest = world.setups().stream()
                .flatMap(setup -> setup.branches().stream())
                .map(Branch::timings)
                .flatMap(one -> Stream.of(one.before(), one.interval()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        this.grid = grid(world.times());
        this.endpoints = world.setups().stream().map(Setup::endpoints).toList();
        this.refused = diary.refused.stream().map(Page::dedupKey).collect(Collectors.toSet());
    }

    private static List<Instant> turns(World world, Diary diary) {
        List<Instant> turns = new ArrayList<>();
        diary.conditions.forEach(one -> turns.add(one.at()));
        if (world.isShared()) {
            Stream.concat(world.perils().gone().stream(), world.perils().mute().stream())
                    .forEach(window -> {
                        turns.add(window.from());
                        turns.add(window.to());
                    });
        }
        return turns.stream().distinct().sorted().toList();
    }

    World world() {
        return world;
    }

    Diary diary() {
        return diary;
    }

    /** The alarms, each with when it was wrong. */
    List<Alarm> alarms() {
        return alarms;
    }

    /** Whether {@code labels} are of something in the world, and not of an alert of the agent's own. */
    boolean isAlarm(Labels labels) {
        return known.contains(labels);
    }

    /** The longest that a group may wait by configuration. */
    Duration longest() {
        return longest;
    }

    Setup setup(Instant at) {
        int setup = 0;
        for (Diary.Loaded one : diary.loaded) {
            if (!one.at().isAfter(at)) {
                setup = one.setup();
            }
        }
        return world.setups().get(setup);
    }

    /** The branches that {@code labels} go. */
    List<Branch> ways(Labels labels, Instant at) {
        Setup setup = setup(at);
        return ways.computeIfAbsent(setup, one -> new HashMap<>()).computeIfAbsent(labels, setup::ways);
    }

    /** Whether another configuration was loaded in the grain before {@code at}. */
    boolean isReloaded(Instant at) {
        return diary.loaded.stream()
                .anyMatch(one -> one.at().isAfter(at.minus(GRAIN)) && !one.at().isAfter(at));
    }

    /** Whether it is wrong and somebody watches for it. */
    boolean isMet(Alarm alarm, Instant at) {
        return alarm.isMet(at) && setup(at).rules().contains(alarm.rule());
    }

    /** Whether it may still fire: it was wrong less than {@code keep_firing_for} and an evaluation ago, or nobody could look. */
    boolean mayFire(Alarm alarm, Instant at) {
        Duration after = alarm.hold().after().plus(Run.EVALUATION.multipliedBy(2));
        return alarm.met().stream().anyMatch(window -> window.contains(at, after))
                || (!isCalm(at)
                        && alarm.met().stream()
                                .anyMatch(window -> window.contains(at, after.plus(Duration.ofMinutes(10)))));
    }

    /** The alarms whose labels have all that a group has in common. */
    List<Alarm> group(Labels common) {
        return groups.computeIfAbsent(
                common,
                labels -> alarms.stream()
                        .filter(alarm -> labels.toMap().entrySet().stream()
                                .allMatch(
                                        one -> alarm.labels().get(one.getKey()).equals(one.getValue())))
                        .toList());
    }

    /** Whether nothing keeps people from being told of it by this way. */
    boolean isSurelyAudible(Alarm alarm, Branch way, Instant at) {
        return !isPerhapsQuiet(alarm.labels(), at) && !isInhibited(alarm, at) && !isQuietTime(way, at);
    }

    /** Whether a silence is, or may be, in force. */
    boolean isPerhapsQuiet(Labels labels, Instant at) {
        return diary.quieted.stream()
                .anyMatch(one -> !at.isBefore(one.from())
                        && at.isBefore(one.ends())
                        && one.match().entrySet().stream()
                                .allMatch(entry -> labels.get(entry.getKey()).equals(entry.getValue())));
    }

    private boolean isInhibited(Alarm alarm, Instant at) {
        return setup(at).inhibits().stream()
                .filter(one -> alarm.labels().get("severity").equals(one.target()))
                .anyMatch(one -> alarms.stream()
                        .filter(source -> source.labels().get("severity").equals(one.source()))
                        .filter(source -> source.labels()
                                .get("service")
                                .equals(alarm.labels().get("service")))
                        .anyMatch(source -> mayFire(source, at)));
    }

    /** Whether nothing goes this way now, by the calendar. */
    boolean isQuietTime(Branch way, Instant at) {
        Optional<Setup.Quiet> quiet = setup(at).quiet();
        return way.quiet() && quiet.filter(time -> time.contains(wall(at))).isPresent();
    }

    /** What the calendar said. */
    Instant wall(Instant at) {
        return diary.jumps.stream()
                .filter(one -> !one.at().isAfter(at))
                .reduce((one, other) -> other)
                .map(one -> at.plus(one.offset()))
                .orElse(at);
    }

    /** Whether some agent could tell people something, and that was so for a while. */
    boolean isCalm(Instant at) {
        return calm.computeIfAbsent(at, this::wasCalm);
    }

    private boolean wasCalm(Instant at) {
        Duration recovery = world.isShared() ? TAKE_OVER : RESTART;
        return isAble(at) && turns.stream().noneMatch(turn -> !at.isBefore(turn) && at.isBefore(turn.plus(recovery)));
    }

    /** Whether all agents see each other by way of the ledger, and did for a while. */
    boolean isWhole(Instant at) {
        return isCalm(at)
                && Stream.concat(world.perils().gone().stream(), world.perils().mute().stream())
                        .noneMatch(window -> window.contains(at, TAKE_OVER))
                && agents().allMatch(agent ->
                        last(agent, at).filter(Diary.Condition::connected).isPresent());
    }

    private IntStream agents() {
        return IntStream.range(0, world.perils().agents());
    }

    private Optional<Diary.Condition> last(int agent, Instant at) {
        Diary.Condition last = null;
        for (Diary.Condition one : diary.conditions) {
            if (one.agent() == agent && !one.at().isAfter(at)) {
                last = one;
            }
        }
        return Optional.ofNullable(last);
    }

    private boolean isAble(Instant at) {
        return agents().anyMatch(
                        agent -> last(agent, at).filter(Diary.Condition::isAble).isPresent());
    }

    /** Whether {@code endpoint} takes what it is sent, and did for a while. */
    boolean isCalm(String endpoint, Instant at) {
        return isCalm(at)
                && world.perils().of(endpoint).stream()
                        .noneMatch(fault -> fault.when().contains(at, BACKOFF));
    }

    /** Whether {@code endpoint} took what it was sent for a while: an end that it owes its sender is not under way. */
    boolean isTaking(String endpoint, Instant at) {
        return world.perils().of(endpoint).stream()
                .noneMatch(fault -> fault.when().contains(at, BACKOFF));
    }

    /** Whether {@code endpoint} was configured all the time until {@code at}. */
    boolean isConfigured(String endpoint, Instant at) {
        for (Diary.Loaded one : diary.loaded) {
            if (!one.at().isAfter(at) && !endpoints.get(one.setup()).contains(endpoint)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what came under {@code dedupKey} was refused for good. */
    boolean isRefused(String dedupKey) {
        return refused.contains(dedupKey);
    }

    /** Whether {@code endpoint} has refused to hear of an alarm with {@code labels}, or of its end. */
    boolean isRefused(String endpoint, Labels labels) {
        return diary.refused.stream()
                .filter(page -> page.endpoint().id().equals(endpoint))
                .flatMap(page -> Stream.concat(page.firing().stream(), page.resolved().stream()))
                .anyMatch(member -> member.labels().equals(labels));
    }

    /** Whom the configuration wants to be told of {@code alarm} on {@code way}. */
    List<Endpoint> receivers(Branch way, Instant at) {
        return setup(at).receivers().getOrDefault(way.receiver(), List.of());
    }

    Breach breach(Invariant invariant, Instant at, String what) {
        return new Breach(invariant.number(), invariant.name(), at, what);
    }

    /** Every instant that is looked at. */
    List<Instant> grid() {
        return grid;
    }

    private static List<Instant> grid(World.Times times) {
        List<Instant> grid = new ArrayList<>();
        for (Instant at = times.start(); at.isBefore(times.end()); at = at.plus(GRAIN)) {
            grid.add(at);
        }
        return List.copyOf(grid);
    }
}
