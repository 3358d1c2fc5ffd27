package dev.tocsin.scrape;

/**
 * What a target says about a family of metrics. Each may be empty but the type.
 *
 * @param type as Prometheus' API calls it: {@code counter, gauge, histogram, gaugehistogram, summary, info, stateset, unknown}
 */
public record Description(String type, String help, String unit) {
    static final Description NOTHING = new Description("unknown", "", "");

    /** The same, where {@code keyword} says {@code text}. */
    Description with(Keyword keyword, String text) {
        return switch (keyword) {
            case HELP -> new Description(type, text, unit);
            case TYPE -> new Description(text.strip().equals("untyped") ? "unknown" : text.strip(), help, unit);
            case UNIT -> new Description(type, help, text);
        };
    }

    /** What a line about a family says. */
    enum Keyword {
        HELP,
        TYPE,
        UNIT
    }
}
