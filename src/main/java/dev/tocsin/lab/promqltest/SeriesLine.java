package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Labels;
import java.util.List;

/** A series as it is written in scripts: its labels and one point for each interval. */
public record SeriesLine(Labels labels, List<Point> points) {
    public SeriesLine {
        points = List.copyOf(points);
    }
}
