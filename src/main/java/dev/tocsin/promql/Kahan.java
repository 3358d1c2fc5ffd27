package dev.tocsin.promql;

/** Sums without losing small addends to great ones: Kahan's method as improved by Neumaier. Mutable. */
final class Kahan {
    private double sum;
    private double lost;

    Kahan() {}

    Kahan(double first) {
        this.sum = first;
    }

    void add(double value) {
        double next = sum + value;
        lost = compensation(sum, lost, value, next);
        sum = next;
    }

    /** What is lost so far when {@code next} is the rounded sum of {@code sum} and {@code value}. */
    static double compensation(double sum, double lost, double value, double next) {
        if (Double.isInfinite(next)) {
            return 0;
        }
        return Math.abs(sum) >= Math.abs(value) ? lost + ((sum - next) + value) : lost + ((value - next) + sum);
    }

    /** The sum without what was lost. */
    double raw() {
        return sum;
    }

    double lost() {
        return lost;
    }

    double total() {
        return Double.isInfinite(sum) ? sum : sum + lost;
    }

    void scale(double factor) {
        sum *= factor;
        lost *= factor;
    }

    void divide(double divisor) {
        sum /= divisor;
        lost /= divisor;
    }
}
