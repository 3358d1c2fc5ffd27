package dev.tocsin.lab.proof;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.engine.Plan;
import dev.tocsin.lab.SeededChance;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.lab.simulation.Crash;
import dev.tocsin.lab.simulation.Moment;
import dev.tocsin.ledger.Lane;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Courier;
import dev.tocsin.notify.Outcome;
import dev.tocsin.provider.Lever;
import dev.tocsin.remedy.Operator;
import dev.tocsin.remedy.Reading;
import dev.tocsin.remedy.Report;
import dev.tocsin.remedy.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One world from its first instant to its last. On one thread, in no time. */
final class Run implements AutoCloseable {
    /** How often rules are evaluated. */
    static final Duration EVALUATION = Duration.ofSeconds(15);

    private final World world;
    private final Seams seams;
    private final Database.Store store;
    private final SimulatedClock clock;
    private final SeededChance chance;
    private final Dice dice;
    private final Diary diary = new Diary();
    private final FarEnds farEnds;
    private final Platforms platforms;
    private final People people;
    private final List<Agent> agents = new ArrayList<>();
    private final Map<RuleKey, List<Alarm>> alarmsOf;
    private final Map<Integer, Plan> plans = new HashMap<>();
    private final Map<Integer, Instant> reached = new TreeMap<>();
    private final List<Integer> cut = new ArrayList<>();
    private Duration offset = Duration.ZERO;
    private int setup;

    /** With files in {@code directory} and the ledger in {@code store}. */
    Run(World world, Seams seams, Path directory, Database.Store store) {
        this.world = world;
        this.seams = seams;
        this.store = store;
        this.clock = new SimulatedClock(world.times().start());
        this.chance = new SeededChance(world.seed());
        this.dice = new Dice(world.seed());
        this.farEnds = new FarEnds(world, clock::now, diary, dice.apart());
        this.platforms = new Platforms(world, this, dice.apart());
        this.people = new People(this, diary);
        this.alarmsOf = world.alarms().stream().collect(Collectors.groupingBy(Alarm::rule));
        for (int number = 0; number < world.perils().agents(); number++) {
            agents.add(new Agent(this, number, directory));
        }
    }

    /** Lets it happen, until nothing is left to be said or done. */
    Diary live() {
        diary.loaded.add(new Diary.Loaded(clock.now(), 0));
        world.events().forEach(event -> clock.at(event.at(), () -> happen(event.deed())));
        agents.forEach(Agent::begin);
        watch();
        clock.advance(Duration.between(clock.now(), world.times().over().plus(World.SETTLING)));
        boolean isDone = false;
        while (!isDone && clock.now().isBefore(world.times().end())) {
            isDone = agents.stream().allMatch(Agent::isDone);
            clock.advance(Duration.ofMinutes(1));
        }
        return diary;
    }

    /** When it was over. */
    Instant end() {
        return clock.now();
    }

    private void happen(Deed deed) {
        switch (deed) {
            case Deed.Acknowledge(var by, var limit) -> people.acknowledge(by, limit);
            case Deed.TakeBack back -> people.takeBack();
            case Deed.Silencing silencing -> people.silence(silencing);
            case Deed.Expire(var id) -> people.expire(id);
            case Deed.Reload(var number) -> reload(number);
            case Deed.Jump(var by) -> jump(by);
            case Deed.Kill(var agent, var down) -> agents.get(agent).die(Moment.ANY_TIME, down);
            case Deed.Pause(var agent, var lasting) -> pause(agents.get(agent), lasting);
            case Deed.Cut(var agent, var lasting) -> cut(agent, lasting);
            case Deed.Deploy(var bad) -> platforms.deploy(bad);
        }
    }

    private void reload(int number) {
        setup = number;
        diary.loaded.add(new Diary.Loaded(clock.now(), number));
        note("operator", "reloads: setup " + number);
        agents.forEach(Agent::reload);
    }

    private void jump(Duration by) {
        clock.jumpWall(by);
        offset = offset.plus(by);
        diary.jumps.add(new Diary.Jump(clock.now(), offset));
        note("wall", "jumps by " + by);
    }

    private void pause(Agent agent, Duration lasting) {
        agent.pause();
        clock.at(clock.now().plus(lasting), agent::goOn);
    }

    private void cut(int agent, Duration lasting) {
        cut.add(agent);
        note("agent-" + (agent + 1), "is cut off from the ledger");
        changed();
        clock.at(clock.now().plus(lasting), () -> {
            cut.remove((Integer) agent);
            note("agent-" + (agent + 1), "can reach the ledger again");
            changed();
        });
    }

    /** What the alarm of a bad deployment is, is seen as it happens. */
    private void see() {
        boolean bad = platforms.isBad();
        if (bad != diary.isBad()) {
            diary.bad(clock.now(), bad);
        }
    }

    private void watch() {
        see();
        for (int number = 0; number < agents.size(); number++) {
            if (reaches(number)) {
                reached.put(number, clock.now());
            }
        }
        clock.at(clock.now().plusSeconds(1), this::watch);
    }

    World world() {
        return world;
    }

    Seams seams() {
        return seams;
    }

    SimulatedClock clock() {
        return clock;
    }

    SeededChance chance() {
        return chance;
    }

    FarEnds farEnds() {
        return farEnds;
    }

    Platforms platforms() {
        return platforms;
    }

    Diary diary() {
        return diary;
    }

    Database database() {
        return store.seen(() -> clock.now().toEpochMilli());
    }

    Lane lane(String name) {
        return new Lane(name, new AtOnce());
    }

    Plan plan() {
        return plans.computeIfAbsent(setup, number -> world.setups().get(number).plan(world.services()));
    }

    Courier courier(BooleanSupplier leave, Consumer<Outcome> inbox) {
        Channel channel = seams.channel(farEnds.channel());
        return new Courier(() -> channels(channel), new AtOnce(), clock, leave, inbox);
    }

    private Map<String, Channel> channels(Channel channel) {
        Map<String, Channel> channels = new HashMap<>();
        world.setups().get(setup).endpoints().forEach(endpoint -> channels.put(endpoint, channel));
        return channels;
    }

    Operator operator(int agent, BooleanSupplier leave, Consumer<Report> inbox) {
        Operator.Ports ports = new Operator.Ports(clock, new AtOnce(), leave, inbox);
        Task.Place place = new Task.Place(Platforms.SERVICE, Lever.ROLLBACK);
        return new Operator(
                Map.of(place, seams.levers(platforms.levers(agent))),
                (signal, deadline) -> platforms.isBad() ? Reading.BAD : Reading.GOOD,
                ports);
    }

    /** What rules find now, and what the platform shows. */
    List<Item> findings() {
        // No agent may see it before the diary does.
        see();
        List<Item> found = new ArrayList<>();
        world.setups().get(setup).rules().forEach(rule -> found.add(new Item.Found(finding(rule))));
        platforms.sighting().ifPresent(sighting -> found.add(new Item.Sighted(sighting)));
        return found;
    }

    private Finding finding(RuleKey rule) {
        List<Alarm> alarms = alarmsOf.getOrDefault(rule, List.of());
        Hold hold = alarms.stream().map(Alarm::hold).findFirst().orElse(Hold.NONE);
        if (world.perils().poison().contains(rule.name())
                && clock.now().isBefore(world.times().calm())) {
            return new Finding(rule, hold, clock.now(), Finding.Occasion.INTERVAL, new Finding.Result.Failed("poison"));
        }
        List<Finding.Hit> hits = alarms.stream()
                .filter(this::isMet)
                .map(alarm -> new Finding.Hit(alarm.labels(), Map.of("summary", alarm.name()), 1))
                .toList();
        return new Finding(rule, hold, clock.now(), Finding.Occasion.INTERVAL, new Finding.Result.Met(hits));
    }

    private boolean isMet(Alarm alarm) {
        return alarm.isDeployed() ? platforms.isBad() : alarm.isMet(clock.now());
    }

    /** Whether {@code agent} can reach the ledger now. */
    boolean reaches(int agent) {
        return !cut.contains(agent) && world.perils().gone().stream().noneMatch(window -> window.contains(clock.now()));
    }

    /** Whether it could a moment ago. */
    boolean knows(int agent) {
        Instant last = reached.getOrDefault(agent, world.times().start());
        return Duration.between(last, clock.now()).compareTo(Duration.ofSeconds(3)) <= 0;
    }

    /** Whether the ledger does what it is asked and does not say so. */
    boolean isMute() {
        return world.perils().mute().stream().anyMatch(window -> window.contains(clock.now()));
    }

    /** Somebody who decides. */
    Optional<Agent> anybody() {
        return agents.stream()
                .filter(agent -> agent.isRunning() && agent.decides())
                .findFirst();
    }

    /** Somebody who decides and knows {@code incident}: others answer that there is none. */
    Optional<Agent> anybody(String incident) {
        return agents.stream()
                .filter(agent -> agent.isRunning() && agent.decides() && agent.knows(incident))
                .findFirst();
    }

    /** The process may die here. */
    void pass(Moment moment) {
        if (clock.now().isBefore(world.times().calm())
                && offset.isZero()
                && dice.happens(world.perils().deadliness() * weight(moment))) {
            throw new Crash(moment);
        }
    }

    /** How long the process stands still here, if it does. */
    Optional<Duration> stall(Moment moment) {
        boolean still = world.perils().stall() > 0
                && clock.now().isBefore(world.times().calm())
                && dice.happens(world.perils().stall() * weight(moment));
        return still ? Optional.of(dice.seconds(3, 120)) : Optional.empty();
    }

    /** What seldom happens is deadlier, so that every kind of death is met. */
    private static int weight(Moment moment) {
        return switch (moment) {
            case BEFORE_ACT, AFTER_ACT -> 60;
            case BEFORE_LOOK, AFTER_LOOK -> 8;
            case BEFORE_SEND, AFTER_SEND, AFTER_OUTCOME -> 3;
            case BEFORE_COMMIT, AFTER_COMMIT, ANY_TIME -> 1;
        };
    }

    Duration downtime() {
        return dice.happens(0.85) ? dice.seconds(1, 20) : dice.seconds(30, 300);
    }

    Duration latency() {
        return dice.span(Duration.ofMillis(20), Duration.ofMillis(300));
    }

    void died(Moment moment) {
        diary.died(moment);
    }

    /** Takes down how every agent is. */
    void changed() {
        for (int number = 0; number < agents.size(); number++) {
            Agent agent = agents.get(number);
            diary.conditions.add(
                    new Diary.Condition(clock.now(), number, agent.isUp(), agent.isRunning(), reaches(number)));
        }
    }

    void spins(String who) {
        diary.spins.add(clock.now());
        note(who, "SPINS: something is due and stays due");
    }

    void note(String who, String what) {
        diary.note(clock.now(), who, what);
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
    }
}
