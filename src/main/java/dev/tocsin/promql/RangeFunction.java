package dev.tocsin.promql;

/** Makes one value of the points in a window, or none. */
@FunctionalInterface
interface RangeFunction {
    /** Sets {@code out} at {@code step} when there is a value. */
    void apply(Window window, Row out, int step) throws EvaluationFault;
}
