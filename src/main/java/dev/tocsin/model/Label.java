package dev.tocsin.model;

/** One name and its value. An empty value means the same as no label at all, as in Prometheus. */
public record Label(String name, String value) implements Comparable<Label> {
    /** The label that carries a metric's name. */
    public static final String METRIC_NAME = "__name__";

    /** By name, then by value; both by UTF-16 code unit, which is the order of {@link Labels}. */
    @Override
    public int compareTo(Label other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : value.compareTo(other.value);
    }
}
