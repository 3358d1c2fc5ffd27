package dev.tocsin.scrape;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One family of metrics of an OpenMetrics page while it is read strictly: what was said of it, and its group of samples. */
final class OpenFamily {
    private final String name;
    private final Set<String> said = new HashSet<>();
    private final Set<Labels> groups = new HashSet<>();
    private OpenType type = OpenType.UNKNOWN;
    private boolean hasUnit;
    private @Nullable Labels group;
    private long time;
    private OpenBuckets buckets = new OpenBuckets();

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
        if (group != null) {
            return keyword + " of " + name + " after its samples";
        }
        if (!said.add(keyword)) {
            return "a second " + keyword + " of " + name;
        }
        switch (keyword) {
            case "TYPE" -> type = OpenType.of(value);
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
        return type.suffixes().contains(suffix) ? suffix : null;
    }

    /** Takes a sample of its own; {@code null} when nothing is wrong with it. */
    @Nullable
    String take(String suffix, Labels labels, double value, long at) {
        String bad = label(suffix, labels);
        bad = bad == null ? value(suffix, value) : bad;
        bad = bad == null ? group(suffix, labels, at) : bad;
        return bad == null && type.hasBuckets() ? buckets.take(suffix, labels.get("le"), value) : bad;
    }

    boolean takesExemplars(String suffix) {
        return type.takesExemplars(suffix);
    }

    private @Nullable String label(String suffix, Labels labels) {
        boolean bucket = suffix.equals("_bucket") && type.hasBuckets();
        double bound = bucket ? number(labels.get("le")) : 0;
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

    private @Nullable String value(String suffix, double value) {
        boolean sum = suffix.equals("_sum") || suffix.equals("_gsum");
        if (Double.isNaN(value) && (type.counts(suffix) || sum)) {
            return name + suffix + " is not a number";
        }
        if (value < 0 && (type.counts(suffix) || type == OpenType.SUMMARY && suffix.isEmpty())) {
            return name + suffix + " is negative";
        }
        boolean counted = suffix.equals("_bucket") || suffix.equals("_count") || suffix.equals("_gcount");
        if (counted && (value != Math.rint(value) || Double.isInfinite(value))) {
            return name + suffix + " is no whole number";
        }
        if (type == OpenType.INFO && value != 1) {
            return name + suffix + " is not 1";
        }
        return type == OpenType.STATESET && value != 0 && value != 1 ? name + " is neither 0 nor 1" : null;
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
        buckets = new OpenBuckets();
        return null;
    }

    private @Nullable String succeeds(long at) {
        if ((at == Taker.NO_TIME) != (time == Taker.NO_TIME)) {
            return "samples of " + name + " that belong together, with and without a timestamp";
        }
        if (at < time && type != OpenType.INFO) {
            return "timestamps of " + name + " that go back";
        }
        String missing = at == time ? null : end();
        buckets = at == time ? buckets : new OpenBuckets();
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
        String missing = group != null && type.hasBuckets() ? buckets.end() : null;
        return missing == null ? null : "the histogram " + name + " " + missing;
    }
}
