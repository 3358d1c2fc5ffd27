package dev.tocsin.promql;

import dev.tocsin.model.GoFloat;
import dev.tocsin.promql.syntax.AggregateOp;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Span;
import java.util.ArrayList;
import java.util.List;

/** {@code topk}, {@code bottomk}, {@code limitk}, {@code limit_ratio}: they pick some of the rows of each group. */
final class Picking {
    private static final double LONG_LIMIT = 0x1p63;

    private final Query query;
    private final Expr.Aggregate aggregate;
    private final AggregateOp op;
    private final double[] parameter;

    Picking(Query query, Expr.Aggregate aggregate, double[] parameter) {
        this.query = query;
        this.aggregate = aggregate;
        this.op = aggregate.op();
        this.parameter = parameter;
    }

    List<Row> pick(List<Row> rows, Scope scope) throws EvaluationFault {
        if (picksNothing()) {
            return List.of();
        }
        if (op == AggregateOp.LIMIT_RATIO) {
            checkRatios();
        } else {
            checkCounts();
        }
        List<Grouping.Group> groups = new Grouping(aggregate).groups(rows);
        Rows results = new Rows(query.budget(), scope.steps().count());
        for (int step = 0; step < scope.steps().count(); step++) {
            query.budget().checkTime();
            for (Grouping.Group group : groups) {
                for (Row row : picked(group.rows(), step)) {
                    Row result = results.row(row.labels(), row.nameless());
                    if (result.has(step)) {
                        throw EvaluationFault.sameLabels();
                    }
                    result.copy(step, row);
                }
            }
        }
        return results.list();
    }

    private boolean picksNothing() {
        for (double value : parameter) {
            boolean nothing = op == AggregateOp.LIMIT_RATIO ? value == 0 : value < 1;
            if (!nothing) {
                return false;
            }
        }
        return true;
    }

    private void checkCounts() throws EvaluationFault {
        for (double count : parameter) {
            if (Double.isNaN(count)) {
                throw EvaluationFault.of("Parameter value is NaN");
            }
            if (count <= -LONG_LIMIT) {
                throw EvaluationFault.of("Scalar value " + text(count) + " underflows int64");
            }
            if (count >= LONG_LIMIT) {
                throw EvaluationFault.of("Scalar value " + text(count) + " overflows int64");
            }
        }
    }

    private static String text(double value) {
        return GoFloat.general(value);
    }

    private void checkRatios() throws EvaluationFault {
        Span span = aggregate.parameter().orElse(aggregate.inner()).unwrapped().span();
        double least = 0;
        double greatest = 0;
        for (double ratio : parameter) {
            if (Double.isNaN(ratio)) {
                throw EvaluationFault.of("Ratio value is NaN");
            }
            least = Math.min(least, ratio);
            greatest = Math.max(greatest, ratio);
        }
        if (greatest > 1) {
            query.notes().invalidRatio(greatest, 1, span);
        }
        if (least < -1) {
            query.notes().invalidRatio(least, -1, span);
        }
    }

    private List<Row> picked(List<Row> rows, int step) {
        return switch (op) {
            case TOPK -> extreme(rows, step, true);
            case BOTTOMK -> extreme(rows, step, false);
            case LIMITK -> first(rows, step);
            case LIMIT_RATIO -> sampled(rows, step);
            case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, COUNT_VALUES, QUANTILE ->
                throw new IllegalStateException("picks nothing: " + op);
        };
    }

    private List<Row> extreme(List<Row> rows, int step, boolean top) {
        if (parameter[step] < 1) {
            return List.of();
        }
        BestOf best = new BestOf((int) Math.min(rows.size(), parameter[step]), step, top);
        for (Row row : rows) {
            if (row.histogram(step) != null) {
                query.notes().ignoredInAggregation(op.word(), aggregate.span());
            } else if (row.has(step)) {
                best.offer(row);
            }
        }
        return best.sorted();
    }

    private List<Row> first(List<Row> rows, int step) {
        List<Row> picked = new ArrayList<>();
        for (Row row : rows) {
            if (row.has(step) && picked.size() < (long) parameter[step]) {
                picked.add(row);
            }
        }
        return picked;
    }

    /** Those whose labels fall, by a hash, into the wanted part of all; a negative ratio wants the complement. */
    private List<Row> sampled(List<Row> rows, int step) {
        double ratio = Math.max(-1, Math.min(1, parameter[step]));
        List<Row> picked = new ArrayList<>();
        for (Row row : rows) {
            boolean wanted = ratio >= 0 ? place(row) < ratio : place(row) >= 1 + ratio;
            if (row.has(step) && ratio != 0 && wanted) {
                picked.add(row);
            }
        }
        return picked;
    }

    /** A place from 0 to 1 that only the labels decide. */
    private static double place(Row row) {
        long hash = Long.parseUnsignedLong(row.labels().fingerprint(), 16);
        // The fingerprints of similar labels are similar in their upper bits; this spreads them (MurmurHash3).
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return ((hash ^ (hash >>> 33)) >>> 11) * 0x1p-53;
    }
}
