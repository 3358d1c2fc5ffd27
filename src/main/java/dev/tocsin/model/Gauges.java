package dev.tocsin.model;

import java.util.ArrayList;
import java.util.List;

/** Collects numbers measured at one moment of one thing. Not for use by two threads. */
public final class Gauges {
    private final Labels common;
    private final long timeMillis;
    private final List<Sample> samples = new ArrayList<>();

    /**
     * No numbers yet.
     *
     * @param common labels of every number; one that the number has itself wins
     */
    public Gauges(Labels common, long timeMillis) {
        this.common = common;
        this.timeMillis = timeMillis;
    }

    /** Adds the number {@code name}. */
    public Gauges set(String name, double value) {
        return set(name, value, Labels.empty());
    }

    /** Adds the number {@code name} with one label of its own. */
    public Gauges set(String name, double value, String label, String text) {
        return set(name, value, Labels.of(label, text));
    }

    /** Adds the number {@code name} with labels of its own. */
    public Gauges set(String name, double value, Labels own) {
        samples.add(new Sample(common.withAll(own).with(Label.METRIC_NAME, name), timeMillis, value));
        return this;
    }

    /** Adds a one or a zero. */
    public Gauges set(String name, boolean value) {
        return set(name, value ? 1 : 0);
    }

    /** What was collected, in its order. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }
}
