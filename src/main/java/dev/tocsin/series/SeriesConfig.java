package dev.tocsin.series;

import dev.tocsin.config.Fields;
import dev.tocsin.model.Sizes;
import dev.tocsin.promql.Need;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which samples are kept, how long and where.
 *
 * @param retain what is kept
 * @param retention how long everything is kept; with {@link Retain#RULES}, how long at least what is asked for is kept
 * @param keep what is kept besides, whoever asks, each for its own time
 * @param directory where samples survive a restart, in the file relative to that; empty for memory alone
 * @param diskLimit bytes that the files there may take; a checkpoint needs twice the room of the samples for a while
 */
public record SeriesConfig(
        Retain retain, Duration retention, List<Need> keep, Optional<Path> directory, long diskLimit) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long GIGABYTE = 1L << 30;
    private static final long LEAST = 16L << 20;
    private static final Need NOTHING = new Need(List.of(), Duration.ZERO, false);

    /** What is kept. */
    public enum Retain {
        /** What a loaded expression reads. */
        RULES,
        /** Everything. */
        ALL
    }

    public SeriesConfig {
        keep = List.copyOf(keep);
    }

    /** What holds where nothing is said: what the rules read, an hour of it at least, in memory alone. */
    public static SeriesConfig standard() {
        return new SeriesConfig(Retain.RULES, HOUR, List.of(), Optional.empty(), GIGABYTE);
    }

    /** Reads the mapping {@code series}. */
    public static SeriesConfig read(Fields in) {
        Retain retain = in.choice("retain", Retain.class, Retain.RULES);
        Duration retention = in.duration("retention", retain == Retain.ALL ? DAY : HOUR);
        if (retention.isZero() || retention.isNegative()) {
            in.fault("retention", "must be positive");
        }
        long limit = in.parsed("disk_limit", Sizes::parse, GIGABYTE);
        if (limit < LEAST) {
            in.fault("disk_limit", "must be 16MB at least");
        }
        List<Need> keep = in.list("keep", SeriesConfig::need);
        return new SeriesConfig(retain, retention, keep, in.optionalPath("directory"), limit);
    }

    private static Need need(Fields in) {
        Duration length = in.duration("for");
        return in.requiredParsed("match", text -> new Need(selector(text).matchers(), length, false), NOTHING);
    }

    private static Expr.Selector selector(String text) {
        return switch (Promql.parse(text)) {
            case Parsed.Good(Expr.Selector selector) -> selector;
            case Parsed.Good other -> throw new IllegalArgumentException("must be a selector such as up{job=\"api\"}");
            case Parsed.Bad bad ->
                throw new IllegalArgumentException(bad.fault().message());
        };
    }

    /** What is kept from {@code now} on when the loaded expressions have these needs. */
    public Demand demand(Collection<Need> needs, Instant now) {
        List<Need> all = new ArrayList<>(needs);
        all.addAll(keep);
        return switch (retain) {
            case ALL -> Demand.everything(retention, all, now);
            case RULES -> Demand.of(all, retention, now);
        };
    }
}
