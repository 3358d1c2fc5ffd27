package dev.tocsin.scrape;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.scrape.Description.Keyword;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a page of Prometheus' text to the description of the format (version 0.0.4, "Text-based format"), of which its scraper lets more pass:
 * metadata once and before samples, escapes that there are, bounds that are numbers, counts that are not negative, no series twice, an
 * end to the last line.
 */
final class TextDemands implements Taker {
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Set<String> sampled = new HashSet<>();
    private final Set<Labels> series = new HashSet<>();

    /** The first fault of {@code page} is thrown. */
    static void check(byte[] page) throws Malformed {
        PageReader.read(page, Format.TEXT, new TextDemands());
        int end = page.length;
        while (end > 0 && (page[end - 1] == ' ' || page[end - 1] == '\t')) {
            end--;
        }
        if (end > 0 && page[end - 1] != '\n') {
            throw new Malformed(new Slice().over(page, end, end).line(), "the last line has no end");
        }
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public void describe(Keyword keyword, Slice name, Slice text) throws Malformed {
        String family = Families.plain(name.toString());
        boolean first = switch (keyword) {
            case HELP -> text.length() == 0 || helped.add(family);
            case TYPE -> types.put(family, text.toString().strip()) == null;
            case UNIT -> true;
        };
        if (!first) {
            throw new Malformed(name.line(), "a second " + keyword + " of " + Malformed.quote(family));
        }
        if (keyword == Keyword.TYPE && sampled.contains(family)) {
            throw new Malformed(name.line(), "TYPE of " + Malformed.quote(family) + " after its samples");
        }
        if (keyword == Keyword.HELP) {
            checkEscapes(text);
        }
    }

    private static void checkEscapes(Slice help) throws Malformed {
        if (!help.isUtf8()) {
            throw new Malformed(help.line(), "not UTF-8");
        }
        String text = help.toString();
        for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
            if (at + 1 == text.length() || "\\n\"".indexOf(text.charAt(at + 1)) < 0) {
                throw new Malformed(help.line(), "a backslash is written \\\\");
            }
        }
    }

    @Override
    public void take(SeriesSpan span, double value, @Nullable FloatHistogram histogram, long timeMillis)
            throws Malformed {
        Labels labels = SeriesText.parse(span.page, span.from, span.to, Spelling.TEXT, span.line);
        String name = labels.metricName();
        String family = family(name);
        sampled.add(family);
        String type = types.getOrDefault(family, "untyped");
        String suffix = name.substring(family.length());
        if (type.equals("histogram")) {
            checkNumber(span, labels, "le", suffix.equals("_bucket"));
            if (value < 0 && (suffix.equals("_bucket") || suffix.equals("_count"))) {
                throw span.malformed(name + " is negative");
            }
        }
        if (type.equals("summary")) {
            checkNumber(span, labels, "quantile", suffix.isEmpty());
        }
        // A second time is another sample of the series.
        Labels sample = timeMillis == NO_TIME ? labels : labels.with(Label.METRIC_NAME, name + " " + timeMillis);
        if (!series.add(sample)) {
            throw span.malformed("the series is there twice");
        }
    }

    /** The family whose sample has that name, as the lines TYPE so far say. */
    private String family(String sample) {
        if (types.containsKey(sample)) {
            return sample;
        }
        for (OpenType type : OpenType.values()) {
            if (type == OpenType.SUMMARY || type == OpenType.HISTOGRAM) {
                for (String suffix : type.suffixes()) {
                    String base = sample.endsWith(suffix) ? sample.substring(0, sample.length() - suffix.length()) : "";
                    if (type.word().equals(types.get(base))) {
                        return base;
                    }
                }
            }
        }
        return sample;
    }

    private static void checkNumber(SeriesSpan span, Labels labels, String label, boolean wanted) throws Malformed {
        if (wanted && Double.isNaN(OpenFamily.number(labels.get(label)))) {
            throw span.malformed("the label " + label + " is no number");
        }
    }
}
