package dev.tocsin.lab.proof;

import dev.tocsin.lab.proof.Fault.Kind;
import dev.tocsin.lab.proof.World.Event;
import dev.tocsin.lab.proof.World.Perils;
import dev.tocsin.lab.proof.World.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Aims the trouble of some worlds at what is asked of platforms: that happens so seldom that what goes wrong by chance alone hardly ever
 * goes wrong just then. The others are left as they are.
 */
final class Aim {
    private static final double SHARE = 0.2;

    /** Times the weight of the moment: more often than not before an act, now and then before a send. */
    private static final double STALL = 0.01;

    private final World world;
    private final Times times;
    private final Dice dice;
    private final Instant deployed;

    private Aim(World world, Dice dice) {
        this.world = world;
        this.times = world.times();
        this.dice = dice;
        this.deployed = dice.instant(
                times.start().plus(Duration.ofMinutes(12)), times.calm().minus(Duration.ofMinutes(6)));
    }

    /** {@code world}, or one that is like it and has trouble with an act. */
    static World of(World world) {
        Dice dice = new Dice(world.seed() ^ 0x6a09e667f3bcc908L);
        return dice.happens(SHARE) ? new Aim(world, dice).aimed() : world;
    }

    private World aimed() {
        List<Event> events = new ArrayList<>(world.events());
        events.removeIf(event -> event.deed() instanceof Deed.Deploy);
        events.add(new Event(deployed, new Deed.Deploy(true)));
        events.add(new Event(earlier(deployed.plus(dice.minutes(8, 40)), times.over()), new Deed.Deploy(false)));
        events.sort(Comparator.comparing(Event::at));
        Perils before = world.perils();
        Perils perils = new Perils(
                dice.happens(0.6) ? faults(before.faults()) : before.faults(),
                dice.happens(0.4) ? gone() : before.gone(),
                before.mute(),
                before.agents(),
                before.deadliness(),
                world.isShared() ? STALL : 0,
                before.poison());
        return new World(world.seed(), times, world.alarms(), world.setups(), List.copyOf(events), perils);
    }

    /** The platform does not say what came of it. */
    private SortedMap<String, List<Fault>> faults(SortedMap<String, List<Fault>> before) {
        SortedMap<String, List<Fault>> faults = new TreeMap<>(before);
        Window when = new Window(deployed, earlier(deployed.plus(dice.minutes(3, 15)), times.calm()));
        Kind kind = dice.pick(List.of(Kind.LIE, Kind.TIMEOUT, Kind.NEVER, Kind.LATE));
        faults.put(Platforms.CHANGES, List.of(new Fault(kind, when, dice.happens(0.5) ? 1 : 0.5, Duration.ZERO)));
        return faults;
    }

    /** The ledger goes when something is about to be asked. */
    private List<Window> gone() {
        Instant from = deployed.plus(dice.seconds(20, 200));
        return List.of(new Window(from, earlier(from.plus(dice.seconds(30, 400)), times.calm())));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
