package dev.tocsin.lab.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Counts the moments at which the agent could die, and lets it die at some of them, by their number from 0. */
public final class Fate {
    private final Set<Integer> deaths;
    private final Map<Moment, Integer> died = new EnumMap<>(Moment.class);
    private int moments;

    private Fate(Set<Integer> deaths) {
        this.deaths = Set.copyOf(deaths);
    }

    /** It never dies. */
    public static Fate kind() {
        return new Fate(Set.of());
    }

    /** It dies at these moments. */
    public static Fate deadly(Set<Integer> moments) {
        return new Fate(moments);
    }

    /** How many moments there have been. */
    public int moments() {
        return moments;
    }

    /** How often it died at each kind of moment. */
    public Map<Moment, Integer> died() {
        return Map.copyOf(died);
    }

    void pass(Moment moment) {
        if (deaths.contains(moments++)) {
            died.merge(moment, 1, Integer::sum);
            throw new Crash(moment);
        }
    }
}
