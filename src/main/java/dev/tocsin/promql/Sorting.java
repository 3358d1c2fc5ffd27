package dev.tocsin.promql;

import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders the rows of an instant vector; over a range order means nothing. */
final class Sorting {
    private Sorting() {}

    /** By number, NaN last; histograms are left out. */
    static List<Row> byValue(List<Row> rows, boolean descending) {
        List<Row> floats = new ArrayList<>();
        for (Row row : rows) {
            Row kept = new Row(row.labels(), row.nameless(), row.steps());
            for (int step = 0; step < row.steps(); step++) {
                if (row.hasFloat(step)) {
                    kept.set(step, row.value(step));
                }
            }
            if (!kept.isEmpty()) {
                floats.add(kept);
            }
        }
        if (!floats.isEmpty() && floats.getFirst().steps() == 1) {
            floats.sort((left, right) -> compare(left.value(0), right.value(0), descending));
        }
        return floats;
    }

    /** NaN after all others in either direction. */
    static int compare(double left, double right, boolean descending) {
        boolean leftNan = Double.isNaN(left);
        boolean rightNan = Double.isNaN(right);
        if (leftNan || rightNan) {
            return Boolean.compare(leftNan, rightNan);
        }
        // Not Double.compare: the two zeros are equal here.
        int ascending = left < right ? -1 : left > right ? 1 : 0;
        return descending ? -ascending : ascending;
    }

    /** By the values of {@code names} in natural order, where {@code 9} is before {@code 10}; then by all labels. */
    static List<Row> byLabels(List<Row> rows, List<String> names, boolean descending) {
        Comparator<Row> order = Comparator.comparing(Row::labels, (left, right) -> compare(left, right, names));
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(descending ? order.reversed() : order);
        return sorted;
    }

    private static int compare(Labels left, Labels right, List<String> names) {
        for (String name : names) {
            int byName = compareNaturally(left.get(name), right.get(name));
            if (byName != 0) {
                return byName;
            }
        }
        return left.compareTo(right);
    }

    /** Runs of digits compare as numbers, all else as text. */
    static int compareNaturally(String left, String right) {
        int leftAt = 0;
        int rightAt = 0;
        while (leftAt < left.length() && rightAt < right.length()) {
            int leftEnd = runEnd(left, leftAt);
            int rightEnd = runEnd(right, rightAt);
            int byRun = compareRuns(left.substring(leftAt, leftEnd), right.substring(rightAt, rightEnd));
            if (byRun != 0) {
                return byRun;
            }
            leftAt = leftEnd;
            rightAt = rightEnd;
        }
        int byLength = Integer.compare(left.length() - leftAt, right.length() - rightAt);
        return byLength != 0 ? byLength : left.compareTo(right);
    }

    private static int compareRuns(String left, String right) {
        if (!isDigit(left.charAt(0)) || !isDigit(right.charAt(0))) {
            return left.compareTo(right);
        }
        String leftNumber = left.replaceFirst("^0+(?=.)", "");
        String rightNumber = right.replaceFirst("^0+(?=.)", "");
        int byLength = Integer.compare(leftNumber.length(), rightNumber.length());
        return byLength != 0 ? byLength : leftNumber.compareTo(rightNumber);
    }

    private static int runEnd(String text, int start) {
        boolean digits = isDigit(text.charAt(start));
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
