package dev.tocsin.promql;

import dev.tocsin.promql.syntax.BinaryOp;
import dev.tocsin.promql.syntax.Expr;
import java.util.List;

/** {@code and}, {@code or}, {@code unless}: which samples stay depends on what is there on the other side. */
final class SetOperation {
    private final BinaryOp op;
    private final List<Row> left;
    private final List<Row> right;
    private final int[] leftNumbers;
    private final int[] rightNumbers;
    private final int signatures;
    private final int steps;
    private final Budget budget;

    SetOperation(Expr.Binary binary, List<Row> left, List<Row> right, int steps, Budget budget) {
        MatchGroups numbering = new MatchGroups(binary.matching());
        this.op = binary.op();
        this.left = left;
        this.right = right;
        this.leftNumbers = numbering.of(left);
        this.rightNumbers = numbering.of(right);
        this.signatures = numbering.count();
        this.steps = steps;
        this.budget = budget;
    }

    List<Row> evaluate() throws EvaluationFault {
        Rows results = new Rows(budget, steps);
        for (int step = 0; step < steps; step++) {
            budget.checkTime();
            if (op == BinaryOp.OR) {
                boolean[] taken = present(left, leftNumbers, step);
                add(results, left, leftNumbers, step, new boolean[signatures], false);
                add(results, right, rightNumbers, step, taken, false);
            } else {
                add(results, left, leftNumbers, step, present(right, rightNumbers, step), op == BinaryOp.AND);
            }
        }
        return results.list();
    }

    private boolean[] present(List<Row> rows, int[] numbers, int step) {
        boolean[] present = new boolean[signatures];
        for (int at = 0; at < numbers.length; at++) {
            present[numbers[at]] |= rows.get(at).has(step);
        }
        return present;
    }

    /** Adds those whose signature is in {@code marked}, or is not, as {@code wanted} says. */
    private static void add(Rows results, List<Row> rows, int[] numbers, int step, boolean[] marked, boolean wanted)
            throws EvaluationFault {
        for (int at = 0; at < numbers.length; at++) {
            Row row = rows.get(at);
            if (!row.has(step) || marked[numbers[at]] != wanted) {
                continue;
            }
            Row result = results.row(row.labels(), row.nameless());
            if (result.has(step)) {
                throw EvaluationFault.sameLabels();
            }
            result.copy(step, row);
        }
    }
}
