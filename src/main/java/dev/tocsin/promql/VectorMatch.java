package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Matching;
import dev.tocsin.promql.syntax.Matching.Cardinality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic and comparison between two vectors. The side of which each match group may have but one is "one", the
 * other "many", also where both are one.
 */
final class VectorMatch {
    private final Expr.Binary binary;
    private final Matching matching;
    private final Query query;
    private final Elements elements;
    private final MatchGroups signatures;
    private final boolean swapped;
    private final Side many;
    private final Side one;
    private final Rows results;
    private final int steps;
    private final Map<Pair, Labels> labels = new HashMap<>();

    /** The rows of one side with the number of their match group, and what stands in for a missing partner. */
    private record Side(
            List<Row> rows, int[] groups, @Nullable Double fill) {}

    /** Two rows that met, by their places; -1 for a filled-in one. */
    private record Pair(int many, int one) {}

    VectorMatch(Expr.Binary binary, Query query, List<Row> left, List<Row> right, int steps) {
        this.binary = binary;
        this.matching = binary.matching();
        this.query = query;
        this.elements = new Elements(binary, query.notes());
        this.signatures = new MatchGroups(matching);
        this.swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
        // As in Prometheus, with group_right too: fill_left is for the side "many", fill_right for the side "one".
        List<Row> manyRows = swapped ? right : left;
        List<Row> oneRows = swapped ? left : right;
        this.many = new Side(manyRows, signatures.of(manyRows), matching.fill().leftOrNull());
        this.one = new Side(oneRows, signatures.of(oneRows), matching.fill().rightOrNull());
        this.results = new Rows(steps);
        this.steps = steps;
    }

    List<Row> evaluate() throws EvaluationFault {
        boolean nothing = (many.rows.isEmpty() && many.fill == null) || (one.rows.isEmpty() && one.fill == null);
        for (int step = 0; step < steps && !nothing; step++) {
            query.budget().checkTime();
            match(step);
        }
        return results.list();
    }

    private void match(int step) throws EvaluationFault {
        int[] partners = partners(step);
        boolean[] matched = new boolean[signatures.count()];
        List<Set<Labels>> grouped = new ArrayList<>();
        boolean grouping = matching.cardinality() != Cardinality.ONE_TO_ONE;
        if (grouping) {
            for (int group = 0; group < signatures.count(); group++) {
                grouped.add(Set.of());
            }
        }
        for (int at = 0; at < many.rows.size(); at++) {
            int group = many.groups[at];
            int partner = partners[group] - 1;
            if (many.rows.get(at).has(step) && (partner >= 0 || one.fill != null)) {
                combine(new Pair(at, partner), group, step, matched, grouped);
            }
        }
        for (int at = 0; at < one.rows.size() && many.fill != null; at++) {
            int group = one.groups[at];
            if (one.rows.get(at).has(step) && !matched[group]) {
                combine(new Pair(-1, at), group, step, matched, grouped);
            }
        }
    }

    /** For each match group the place of its row on the side "one", counted from 1; 0 for none. */
    private int[] partners(int step) throws EvaluationFault {
        int[] partners = new int[signatures.count()];
        for (int at = 0; at < one.rows.size(); at++) {
            Row row = one.rows.get(at);
            if (!row.has(step)) {
                continue;
            }
            int group = one.groups[at];
            if (partners[group] > 0) {
                throw duplicate(row, one.rows.get(partners[group] - 1));
            }
            partners[group] = at + 1;
        }
        return partners;
    }

    private EvaluationFault duplicate(Row row, Row before) {
        return EvaluationFault.of("found duplicate series for the match group "
                + signatures.matched(row.labels())
                + " on the "
                + (swapped ? "left" : "right")
                + " hand-side of the operation: ["
                + row.labels()
                + ", "
                + before.labels()
                + "];many-to-many matching not allowed: matching labels must be unique on one side");
    }

    private void combine(Pair pair, int group, int step, boolean[] matched, List<Set<Labels>> grouped)
            throws EvaluationFault {
        double manyValue = value(many, pair.many, step);
        double oneValue = value(one, pair.one, step);
        FloatHistogram manyHistogram =
                pair.many < 0 ? null : many.rows.get(pair.many).histogram(step);
        FloatHistogram oneHistogram =
                pair.one < 0 ? null : one.rows.get(pair.one).histogram(step);
        boolean possible = swapped
                ? elements.apply(oneValue, oneHistogram, manyValue, manyHistogram)
                : elements.apply(manyValue, manyHistogram, oneValue, oneHistogram);
        if (!possible) {
            return;
        }
        Labels result = labels.computeIfAbsent(pair, this::labels);
        if (grouped.isEmpty() && matched[group]) {
            throw EvaluationFault.of(
                    "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
        }
        matched[group] = true;
        if (!grouped.isEmpty()) {
            checkUnique(grouped, group, result);
        }
        if (binary.bool() || elements.kept()) {
            put(result, pair, step);
        }
    }

    private static void checkUnique(List<Set<Labels>> grouped, int group, Labels result) throws EvaluationFault {
        if (grouped.get(group).isEmpty()) {
            grouped.set(group, new HashSet<>());
        }
        if (!grouped.get(group).add(result)) {
            throw EvaluationFault.of("multiple matches for labels: grouping labels must ensure unique matches");
        }
    }

    private void put(Labels result, Pair pair, int step) throws EvaluationFault {
        boolean nameless =
                binary.bool() || (pair.many >= 0 && many.rows.get(pair.many).nameless());
        Row row = results.row(result, nameless);
        if (row.has(step)) {
            throw EvaluationFault.sameLabels();
        }
        BinaryOperations.put(row, step, binary, elements, elements.value(), elements.histogram());
    }

    private static double value(Side side, int place, int step) {
        if (place >= 0) {
            return side.rows.get(place).value(step);
        }
        return side.fill == null ? Double.NaN : side.fill;
    }

    private Labels labels(Pair pair) {
        Labels manyLabels = pair.many >= 0
                ? many.rows.get(pair.many).labels()
                : signatures.matched(one.rows.get(pair.one).labels());
        Labels oneLabels = pair.one >= 0 ? one.rows.get(pair.one).labels() : signatures.matched(manyLabels);
        boolean changed = BinaryOperations.changesMeaning(binary) && !binary.bool();
        Labels result = changed ? Names.withoutName(manyLabels) : manyLabels;
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            result = matching.on() ? result.keep(matching.labels()) : result.drop(matching.labels());
        }
        for (String name : matching.include()) {
            result = result.with(name, oneLabels.get(name));
        }
        return binary.bool() ? query.names().changed(result) : result;
    }
}
