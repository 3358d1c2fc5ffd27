package dev.tocsin.lab.promqltest;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.HistogramSum;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.promql.syntax.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads series as Prometheus' tests write them: {@code metric{a="1"} 1+2x3 _ stale {{schema:0 sum:5 count:4 buckets:[1 2
 * 1]}}x2}. {@code 1+2x3} is 1, 3, 5, 7; {@code 1x3} four times 1; {@code _x3} three times nothing.
 */
public final class SeriesNotation {
    /** More values in one line are taken for a slip. */
    private static final int MOST_VALUES = 1_000_000;

    private final Scanner scanner;
    private final List<Point> points = new ArrayList<>();

    private SeriesNotation(Scanner scanner) {
        this.scanner = scanner;
    }

    /** A whole line: labels, then values. */
    public static SeriesLine line(String text) throws ScriptFault {
        Scanner scanner = new Scanner(text);
        Labels labels = LabelNotation.read(scanner);
        return new SeriesLine(labels, new SeriesNotation(scanner).read());
    }

    /** Labels alone: {@code metric{a="1"}}. */
    public static Labels labels(String text) throws ScriptFault {
        Scanner scanner = new Scanner(text.strip());
        Labels labels = LabelNotation.read(scanner);
        if (!scanner.done()) {
            throw scanner.fault("unexpected text after labels");
        }
        return labels;
    }

    /** Values alone: {@code 1+2x3 _ stale}. */
    public static List<Point> values(String text) throws ScriptFault {
        return new SeriesNotation(new Scanner(text)).read();
    }

    private List<Point> read() throws ScriptFault {
        scanner.skipSpace();
        while (!scanner.done()) {
            if (scanner.takeIf("_")) {
                add(new Point.Missing(), scanner.peek() == 'x' ? times() : 1);
            } else if (scanner.takeIf("stale")) {
                add(new Point.Number(Sample.STALE), 1);
            } else if (scanner.takeIf("{{")) {
                histograms();
            } else {
                numbers();
            }
            if (!scanner.atSpace()) {
                throw scanner.fault("expected a space after a value");
            }
            scanner.skipSpace();
        }
        return points;
    }

    private void add(Point point, int times) throws ScriptFault {
        if (points.size() + (long) times > MOST_VALUES) {
            throw scanner.fault("too many values");
        }
        for (int count = 0; count < times; count++) {
            points.add(point);
        }
    }

    private int times() throws ScriptFault {
        scanner.expect("x");
        String digits = scanner.until(" \t");
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(Character::isDigit)) {
            throw scanner.fault("expected how many times");
        }
        return Integer.parseInt(digits);
    }

    private void numbers() throws ScriptFault {
        double start = number();
        double change = 0;
        if (scanner.peek() == '+' || scanner.peek() == '-') {
            change = number();
        }
        int times = scanner.peek() == 'x' ? times() : 0;
        double value = start;
        for (int count = 0; count <= times; count++) {
            add(new Point.Number(value), 1);
            value += change;
        }
    }

    /** A number with its sign; it ends before the sign of a change, unless that belongs to an exponent. */
    private double number() throws ScriptFault {
        StringBuilder text = new StringBuilder();
        if (scanner.peek() == '+' || scanner.peek() == '-') {
            text.append(scanner.take());
        }
        while (!scanner.atSpace() && scanner.peek() != 'x') {
            boolean sign = scanner.peek() == '+' || scanner.peek() == '-';
            char before = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
            if (sign && before != 'e' && before != 'E') {
                break;
            }
            text.append(scanner.take());
        }
        return Numbers.parseDecimal(text.toString()).orElseThrow(() -> scanner.fault("no number: " + text));
    }

    private void histograms() throws ScriptFault {
        HistogramNotation start = HistogramNotation.read(scanner);
        boolean grows = scanner.peek() == '+' || scanner.peek() == '-';
        if (!grows) {
            int times = scanner.peek() == 'x' ? times() : 0;
            add(new Point.Histogram(start.histogram(), start.hinted()), times + 1);
            return;
        }
        boolean plus = scanner.take() == '+';
        scanner.expect("{{");
        HistogramNotation change = HistogramNotation.read(scanner);
        int times = times();
        boolean hinted = start.hinted() || change.hinted();
        FloatHistogram value = start.histogram().coarsened(change.histogram().schema());
        for (int count = 0; count <= times; count++) {
            add(new Point.Histogram(value, hinted), 1);
            value = changed(value, change.histogram(), plus);
        }
    }

    private FloatHistogram changed(FloatHistogram value, FloatHistogram change, boolean plus) throws ScriptFault {
        return (plus ? HistogramSum.add(value, change) : HistogramSum.subtract(value, change))
                .map(HistogramSum::histogram)
                .orElseThrow(() -> scanner.fault("histograms with exponential and custom buckets cannot be added"));
    }
}
