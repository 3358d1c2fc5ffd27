package dev.tocsin.scrape;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One family of metrics of an OpenMetrics page while it is read strictly: what was said of it, and its group of samples. */
final class OpenFamily {
    private final String name;
    private final Set<String> said = new HashSet<>();
    private Set<Labels> groups = new HashSet<>();
    private final Map<String, Demand> demands = new HashMap<>();
    private OpenType type = OpenType.UNKNOWN;
    private boolean hasUnit;
    private @Nullable Labels group;
    private long time;

    /** Whether a sample was taken, the bound of the last one, and whether it was the first of its group. */
    private boolean started;

    private double bound;
    private boolean fresh;
    private final OpenBuckets buckets = new OpenBuckets();

    /**
     * What a sample is to its family, whatever its value.
     *
     * @param suffix what follows the family's name in that of the sample
     * @param bound of a bucket
     * @param fresh whether it is the first of its group
     */
    record Place(OpenFamily family, String suffix, Demand demand, double bound, boolean fresh) {}

    /** What is demanded of a value. */
    private record Demand(boolean number, boolean positive, boolean whole, boolean one, boolean flag) {
        private @Nullable String fault(double value) {
            if (number && Double.isNaN(value)) {
                return "is not a number";
            }
            if (positive && value < 0) {
                return "is negative";
            }
            if (whole && (value != Math.rint(value) || Double.isInfinite(value))) {
                return "is no whole number";
            }
            if (one && value != 1) {
                return "is not 1";
            }
            return flag && value != 0 && value != 1 ? "is neither 0 nor 1" : null;
        }
    }

    OpenFamily(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** All names that it takes for itself. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(Set.of(name));
        type.suffixes().forEach(suffix -> names.add(name + suffix));
        return names;
    }

    /** Takes a line of metadata; {@code null} when nothing is wrong with it. */
    @Nullable
    String describe(String keyword, String value) {
        if (started) {
            return keyword + " of " + name + " after its samples";
        }
        if (!said.add(keyword)) {
            return "a second " + keyword + " of " + name;
        }
        switch (keyword) {
            case "TYPE" -> {
                type = OpenType.of(value);
                demands.clear();
            }
            case "UNIT" -> hasUnit = !value.isEmpty();
            default -> {}
        }
        boolean unitless = type == OpenType.INFO || type == OpenType.STATESET;
        return hasUnit && unitless ? name + " must not have a unit" : null;
    }

    /** What follows the family's name in that of one of its samples; null when it is not one of its samples. */
    @Nullable
    String suffix(String sample) {
        if (!sample.startsWith(name)) {
            return null;
        }
        String suffix = sample.substring(name.length());
        int known = type.suffixes().indexOf(suffix);
        return known < 0 ? null : type.suffixes().get(known);
    }

    /** Takes a sample of its own; {@code null} when nothing is wrong with it. */
    @Nullable
    String take(String suffix, Labels labels, double value, long at) {
        String bad = label(suffix, labels);
        bad = bad == null ? value(suffix, demand(suffix), value) : bad;
        bad = bad == null ? group(suffix, labels, at) : bad;
        started = true;
        return bad == null && type.hasBuckets() ? buckets.take(suffix, bound, value) : bad;
    }

    /** Where the last sample or line of metadata stood. */
    Place place(String suffix) {
        return new Place(this, suffix, demand(suffix), bound, fresh);
    }

    /** What is wrong with an exemplar at such a sample; {@code null} for nothing. */
    @Nullable
    String exemplar(String suffix) {
        return type.takesExemplars(suffix) ? null : "an exemplar at " + name + suffix + ", where none may be";
    }

    /** Its labels are no longer of interest. */
    void forget() {
        group = null;
        groups = new HashSet<>();
    }

    /** The same samples come once more, with other values. */
    void begin() {
        started = false;
    }

    /** Takes a sample where there was one before; {@code null} when nothing is wrong with it. */
    @Nullable
    String takeAgain(Place place, double value, boolean exemplar) {
        String bad = value(place.suffix, place.demand, value);
        if (bad == null && place.fresh) {
            bad = end();
            buckets.clear();
        }
        started = true;
        bad = bad == null && type.hasBuckets() ? buckets.take(place.suffix, place.bound, value) : bad;
        return bad == null && exemplar ? exemplar(place.suffix) : bad;
    }

    private @Nullable String label(String suffix, Labels labels) {
        boolean bucket = suffix.equals("_bucket") && type.hasBuckets();
        bound = bucket ? number(labels.get("le")) : 0;
        if (Double.isNaN(bound)) {
            return "a bucket of " + name + " without a bound le";
        }
        if (bound == Double.POSITIVE_INFINITY && !labels.get("le").equals("+Inf")) {
            return "an infinite bound of " + name + " that is not written +Inf";
        }
        if (type == OpenType.SUMMARY && suffix.isEmpty()) {
            double quantile = number(labels.get("quantile"));
            return quantile >= 0 && quantile <= 1 ? null : "a quantile of " + name + " that is not from 0 to 1";
        }
        return type == OpenType.STATESET && !labels.has(name)
                ? "a state of " + name + " without the label " + name
                : null;
    }

    /** NaN when {@code text} is no number. */
    static double number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return Numbers.parse(bytes, 0, bytes.length);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    private @Nullable String value(String suffix, Demand demand, double value) {
        String bad = demand.fault(value);
        return bad == null ? null : name + suffix + " " + bad;
    }

    private Demand demand(String suffix) {
        return demands.computeIfAbsent(suffix, this::demanded);
    }

    private Demand demanded(String suffix) {
        boolean counts = type.counts(suffix);
        boolean sum = suffix.equals("_sum") || suffix.equals("_gsum");
        return new Demand(
                counts || sum,
                counts || type == OpenType.SUMMARY && suffix.isEmpty(),
                suffix.equals("_bucket") || suffix.equals("_count") || suffix.equals("_gcount"),
                type == OpenType.INFO,
                type == OpenType.STATESET);
    }

    private @Nullable String group(String suffix, Labels labels, long at) {
        Labels mine = groupOf(suffix, labels);
        if (group != null && mine.equals(group)) {
            return succeeds(at);
        }
        String missing = end();
        if (missing != null) {
            return missing;
        }
        if (!groups.add(mine)) {
            return "samples of " + name + " that belong together are apart";
        }
        group = mine;
        time = at;
        fresh = true;
        buckets.clear();
        return null;
    }

    private @Nullable String succeeds(long at) {
        if ((at == Taker.NO_TIME) != (time == Taker.NO_TIME)) {
            return "samples of " + name + " that belong together, with and without a timestamp";
        }
        if (at < time && type != OpenType.INFO) {
            return "timestamps of " + name + " that go back";
        }
        fresh = at != time;
        String missing = fresh ? end() : null;
        if (fresh) {
            buckets.clear();
        }
        time = at;
        return missing;
    }

    /** All info samples are one group, for their labels are what they say. */
    private Labels groupOf(String suffix, Labels labels) {
        Labels bare = labels.without(Label.METRIC_NAME);
        return switch (type) {
            case INFO -> Labels.empty();
            case SUMMARY -> suffix.isEmpty() ? bare.without("quantile") : bare;
            case HISTOGRAM, GAUGE_HISTOGRAM -> suffix.equals("_bucket") ? bare.without("le") : bare;
            case STATESET -> bare.without(name);
            case UNKNOWN, GAUGE, COUNTER -> bare;
        };
    }

    /** What the group that was read last lacks; null when it lacks nothing. */
    @Nullable
    String end() {
        String missing = started && type.hasBuckets() ? buckets.end() : null;
        return missing == null ? null : "the histogram " + name + " " + missing;
    }
}
