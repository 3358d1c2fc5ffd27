package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Matching;
import dev.tocsin.promql.syntax.Matching.Cardinality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final int steps;
    private final Map<Labels, Meeting> meetings = new LinkedHashMap<>();

    /** Of each row of the side "many", with whom it met last: mostly the same. */
    private final int[] lastPartners;

    private final @Nullable Meeting[] lastMeetings;

    /** The rows of one side with the number of their match group, and what stands in for a missing partner. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parallel data, never compared
    private record Side(
            List<Row> rows, int[] groups, @Nullable Double fill) {}

    /** Two rows that met, by their places; -1 for a filled-in one. */
    private record Pair(int many, int one) {}

    /** What came of two rows that met: the row of the result, and when it was last written to. */
    private static final class Meeting {
        private final Row row;
        private int step = -1;
        private int group = -1;

        private Meeting(Row row) {
            this.row = row;
        }
    }

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
        this.steps = steps;
        this.lastPartners = new int[manyRows.size()];
        this.lastMeetings = new Meeting[manyRows.size()];
    }

    List<Row> evaluate() throws EvaluationFault {
        boolean nothing = (many.rows.isEmpty() && many.fill == null) || (one.rows.isEmpty() && one.fill == null);
        for (int step = 0; step < steps && !nothing; step++) {
            query.budget().checkTime();
            match(step);
        }
        List<Row> results = new ArrayList<>(meetings.size());
        for (Meeting meeting : meetings.values()) {
            if (!meeting.row.isEmpty()) {
                results.add(meeting.row);
            }
        }
        return results;
    }

    private void match(int step) throws EvaluationFault {
        int[] partners = partners(step);
        boolean[] matched = new boolean[signatures.count()];
        for (int at = 0; at < many.rows.size(); at++) {
            int group = many.groups[at];
            int partner = partners[group] - 1;
            if (many.rows.get(at).has(step) && (partner >= 0 || one.fill != null)) {
                combine(new Pair(at, partner), group, step, matched);
            }
        }
        for (int at = 0; at < one.rows.size() && many.fill != null; at++) {
            int group = one.groups[at];
            if (one.rows.get(at).has(step) && !matched[group]) {
                combine(new Pair(-1, at), group, step, matched);
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

    private void combine(Pair pair, int group, int step, boolean[] matched) throws EvaluationFault {
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
        Meeting meeting = meeting(pair);
        checkUnique(meeting, group, step, matched);
        matched[group] = true;
        meeting.step = step;
        meeting.group = group;
        if (binary.bool() || elements.kept()) {
            if (meeting.row.has(step)) {
                throw EvaluationFault.sameLabels();
            }
            BinaryOperations.put(meeting.row, step, binary, elements, elements.value(), elements.histogram());
        }
    }

    private void checkUnique(Meeting meeting, int group, int step, boolean[] matched) throws EvaluationFault {
        if (matching.cardinality() == Cardinality.ONE_TO_ONE && matched[group]) {
            throw EvaluationFault.of(
                    "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
        }
        if (meeting.step == step && meeting.group == group) {
            throw EvaluationFault.of("multiple matches for labels: grouping labels must ensure unique matches");
        }
    }

    private Meeting meeting(Pair pair) throws EvaluationFault {
        if (pair.many < 0) {
            return meetAnew(pair);
        }
        Meeting last = lastMeetings[pair.many];
        if (last == null || lastPartners[pair.many] != pair.one) {
            last = meetAnew(pair);
            lastMeetings[pair.many] = last;
            lastPartners[pair.many] = pair.one;
        }
        return last;
    }

    private Meeting meetAnew(Pair pair) throws EvaluationFault {
        boolean nameless =
                binary.bool() || (pair.many >= 0 && many.rows.get(pair.many).nameless());
        Labels labels = labels(pair);
        Meeting known = meetings.get(labels);
        if (known != null) {
            return known;
        }
        query.budget().hold(Row.leastWeight(steps));
        Meeting made = new Meeting(new Row(labels, nameless, steps));
        meetings.put(labels, made);
        return made;
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
