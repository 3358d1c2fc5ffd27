package dev.tocsin.scrape;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;

/**
 * What a series is to the family of metrics under whose description it stands.
 *
 * @param base the labels that all series of the same histogram, summary or counter have, and the family's name
 * @param bound of a bucket
 */
record Member(Family family, Role role, Labels base, double bound) {
    /** A family as the page describes it; {@code type} in OpenMetrics' words. */
    record Family(String name, String type, String unit) {
        static final Family NONE = new Family("", "unknown", "");

        /** Whether the page says when its series began to count. */
        boolean counts() {
            return type.equals("counter") || type.equals("histogram") || type.equals("summary");
        }
    }

    /** What is told of it. */
    enum Role {
        /** Of a classic histogram. */
        BUCKET,
        COUNT,
        SUM,
        /** When the others began to count. */
        CREATED,
        /** Something else of the family. */
        OTHER,
        /** Not of the family. */
        STRANGER
    }

    static Member of(Family family, Labels labels) {
        String name = labels.metricName();
        Role role = name.startsWith(family.name()) && !family.name().isEmpty()
                ? role(family, name.substring(family.name().length()))
                : Role.STRANGER;
        Labels base = labels.with(Label.METRIC_NAME, family.name());
        return switch (role) {
            case BUCKET -> {
                double bound = OpenFamily.number(labels.get("le"));
                Role real = Double.isNaN(bound) ? Role.OTHER : role;
                yield new Member(family, real, base.without("le"), bound);
            }
            case OTHER -> new Member(family, role, base.without("quantile"), 0);
            case COUNT, SUM, CREATED -> new Member(family, role, base, 0);
            case STRANGER -> new Member(family, role, labels, 0);
        };
    }

    private static Role role(Family family, String suffix) {
        return switch (suffix) {
            case "", "_total", "_info" -> Role.OTHER;
            case "_created" -> family.counts() ? Role.CREATED : Role.STRANGER;
            case "_bucket" -> family.type().equals("histogram") ? Role.BUCKET : Role.OTHER;
            case "_count" -> family.type().equals("histogram") ? Role.COUNT : Role.OTHER;
            case "_sum" -> family.type().equals("histogram") ? Role.SUM : Role.OTHER;
            case "_gcount", "_gsum" -> Role.OTHER;
            default -> Role.STRANGER;
        };
    }

    boolean isClassic() {
        return role == Role.BUCKET || role == Role.COUNT || role == Role.SUM;
    }

    /** The series of {@link #base} as a page would write it. */
    byte[] text() {
        StringBuilder text = new StringBuilder("{");
        quote(text, base.metricName());
        base.without(Label.METRIC_NAME).forEach((name, value) -> {
            quote(text.append(','), name);
            quote(text.append('='), value);
        });
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder text, String plain) {
        String escaped = plain.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        text.append('"').append(escaped).append('"');
    }
}
