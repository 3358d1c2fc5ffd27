package dev.tocsin.scrape;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.time.Duration;
import java.util.List;

/** The series about a target's scrapes, by Prometheus' names. */
final class Report {
    private static final double NANOS = 1e9;

    private final Labels up;
    private final Labels duration;
    private final Labels scraped;
    private final Labels kept;
    private final Labels added;

    Report(Labels target) {
        this.up = target.with(Label.METRIC_NAME, "up");
        this.duration = target.with(Label.METRIC_NAME, "scrape_duration_seconds");
        this.scraped = target.with(Label.METRIC_NAME, "scrape_samples_scraped");
        this.kept = target.with(Label.METRIC_NAME, "scrape_samples_post_metric_relabeling");
        this.added = target.with(Label.METRIC_NAME, "scrape_series_added");
    }

    void add(boolean success, Duration took, TargetPages.Count count, long atMillis, Batch batch) {
        batch.add(up, atMillis, success ? 1 : 0);
        batch.add(duration, atMillis, took.toNanos() / NANOS);
        batch.add(scraped, atMillis, count.scraped());
        batch.add(kept, atMillis, count.kept());
        batch.add(added, atMillis, count.added());
    }

    void end(long atMillis, Batch batch) {
        List.of(up, duration, scraped, kept, added).forEach(series -> batch.add(series, atMillis, Sample.STALE));
    }
}
