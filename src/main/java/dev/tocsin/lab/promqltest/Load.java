package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One {@code load}: series with a sample every interval from time zero on. */
final class Load {
    private final long interval;
    private final boolean custom;
    private final Map<Labels, List<Point>> series = new LinkedHashMap<>();
    private final Map<Labels, List<@Nullable Long>> starts = new LinkedHashMap<>();

    /** {@code custom}: classic histograms are loaded as native ones with custom buckets, too. */
    Load(long intervalMillis, boolean custom) {
        this.interval = intervalMillis;
        this.custom = custom;
    }

    void add(String line) throws ScriptFault {
        Scanner scanner = new Scanner(line);
        Labels labels = LabelNotation.read(scanner);
        if (scanner.takeIf("@st")) {
            starts.put(labels, StartNotation.read(scanner.rest()));
        } else {
            series.put(labels, SeriesNotation.values(scanner.rest()));
        }
    }

    void into(Store store) throws ScriptFault {
        series.forEach((labels, points) -> into(store, labels, points));
        if (custom) {
            new ClassicConversion(series).converted().forEach((labels, points) -> into(store, labels, points));
        }
    }

    private void into(Store store, Labels labels, List<Point> points) {
        List<@Nullable Long> offsets = starts.getOrDefault(labels, List.of());
        for (int at = 0; at < points.size(); at++) {
            if (!(points.get(at) instanceof Point.Missing)) {
                Long offset = at < offsets.size() ? offsets.get(at) : null;
                store.put(labels, at * interval, points.get(at), offset == null ? 0 : at * interval + offset);
            }
        }
    }
}
