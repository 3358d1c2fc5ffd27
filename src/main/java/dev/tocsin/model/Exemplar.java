package dev.tocsin.model;

/**
 * An example of what a sample counts, such as the trace of one request.
 *
 * @param value what was observed
 * @param timeMillis epoch milliseconds
 */
public record Exemplar(Labels labels, double value, long timeMillis) {
    /** The same observation: Prometheus does not keep one that comes again. */
    public boolean isAs(Exemplar other) {
        return labels.equals(other.labels) && Double.compare(value, other.value) == 0;
    }
}
