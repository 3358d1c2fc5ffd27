package dev.tocsin.promql;

/** The mean of numbers: their sum divided, until the sum would overflow; from then on updated number by number. */
final class Mean {
    private Kahan state;
    private double count = 1;
    private boolean incremental;

    Mean(double first) {
        this.state = new Kahan(first);
    }

    void add(double value) {
        count++;
        if (!incremental) {
            if (!Double.isInfinite(state.raw() + value)) {
                state.add(value);
                return;
            }
            incremental = true;
            state.divide(count - 1);
        }
        state.scale((count - 1) / count);
        state.add(value / count);
    }

    double value() {
        return incremental ? state.raw() + state.lost() : state.raw() / count + state.lost() / count;
    }
}
