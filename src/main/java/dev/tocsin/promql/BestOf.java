package dev.tocsin.promql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The greatest, or the least, rows of a step. Which of equals are kept, and in which order, follows from the heap in which Prometheus 3
 * collects them (Go's {@code container/heap}, the worst at its top), so it is that heap: dashboards ask for {@code topk} of many equals.
 */
final class BestOf {
    private final int count;
    private final int step;
    private final boolean top;
    private final List<Row> heap = new ArrayList<>();

    /** The {@code count} greatest where {@code top}, else the least; NaN is worse than all. */
    BestOf(int count, int step, boolean top) {
        this.count = count;
        this.step = step;
        this.top = top;
    }

    /** Keeps {@code row}, which has a number at the step, if it is among the best so far. */
    void offer(Row row) {
        if (heap.size() < count) {
            heap.add(row);
            rise(heap.size() - 1);
        } else if (isBetter(row, heap.getFirst())) {
            heap.set(0, row);
            sink(0);
        }
    }

    /** The best first. */
    List<Row> sorted() {
        List<Row> sorted = new ArrayList<>(heap);
        sorted.sort((left, right) -> Sorting.compare(left.value(step), right.value(step), top));
        return sorted;
    }

    /** Equals are not: neither two that are NaN. */
    private boolean isBetter(Row one, Row other) {
        double mine = one.value(step);
        double theirs = other.value(step);
        return (top ? theirs < mine : theirs > mine) || (Double.isNaN(theirs) && !Double.isNaN(mine));
    }

    /** As Prometheus orders its heap, where a NaN is less than anything, another NaN too. */
    private boolean isWorse(int one, int other) {
        double mine = heap.get(one).value(step);
        double theirs = heap.get(other).value(step);
        return Double.isNaN(mine) || (top ? mine < theirs : mine > theirs);
    }

    private void rise(int from) {
        int at = from;
        while (at > 0 && isWorse(at, (at - 1) / 2)) {
            Collections.swap(heap, at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void sink(int from) {
        int at = from;
        while (2 * at + 1 < heap.size()) {
            int child = 2 * at + 1;
            if (child + 1 < heap.size() && isWorse(child + 1, child)) {
                child++;
            }
            if (!isWorse(child, at)) {
                return;
            }
            Collections.swap(heap, child, at);
            at = child;
        }
    }
}
