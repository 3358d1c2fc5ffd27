package dev.tocsin.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.config.Fields;
import dev.tocsin.model.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * One step of relabelling, with Prometheus' meaning. The expression is anchored at both ends; names of labels may be any text.
 *
 * @param sources labels whose values, joined by the separator, are what the expression looks at
 * @param target the label that is set
 * @param replacement what it is set to; {@code $1} and {@code ${name}} stand for what a group matched
 */
public record Relabel(
        Action action,
        List<String> sources,
        String separator,
        Pattern regex,
        long modulus,
        String target,
        String replacement) {
    private static final Pattern ALL = Pattern.compile("(?s:(.*))");
    private static final String SEPARATOR = ";";
    private static final String MATCHED = "$1";

    public Relabel {
        sources = List.copyOf(sources);
    }

    /** What a step does. */
    public enum Action {
        /** Sets the target where the expression matches; to nothing removes it. */
        REPLACE,
        /** Drops what does not match. */
        KEEP,
        /** Drops what matches. */
        DROP,
        /** Drops what is not equal to the target's value. */
        KEEPEQUAL,
        /** Drops what is equal to the target's value. */
        DROPEQUAL,
        /** Sets the target to a hash of the sources, modulo the modulus. */
        HASHMOD,
        /** Copies the labels whose name matches to the name of the replacement. */
        LABELMAP,
        /** Removes the labels whose name matches. */
        LABELDROP,
        /** Removes the labels whose name does not match. */
        LABELKEEP,
        /** Sets the target to the sources in lower case. */
        LOWERCASE,
        /** Sets the target to the sources in upper case. */
        UPPERCASE
    }

    /** Reads {@code source_labels, separator, regex, modulus, target_label, replacement, action}. */
    public static Relabel read(Fields in) {
        Relabel step = new Relabel(
                in.choice("action", Action.class, Action.REPLACE),
                in.texts("source_labels"),
                in.text("separator", SEPARATOR),
                in.parsed("regex", Relabel::anchored, ALL),
                in.whole("modulus", 0),
                in.text("target_label", ""),
                in.text("replacement", MATCHED));
        switch (step.action) {
            case REPLACE -> step.faultTarget(in);
            case HASHMOD -> {
                step.faultTarget(in);
                if (step.modulus <= 0) {
                    in.fault("modulus", "hashmod needs a positive modulus");
                }
            }
            case KEEPEQUAL, DROPEQUAL -> {
                step.faultTarget(in);
                step.fault(in, "regex", !step.regex.equals(ALL), "looks at source_labels and target_label alone");
                step.faultText(in, "looks at source_labels and target_label alone");
            }
            case LOWERCASE, UPPERCASE -> {
                step.faultTarget(in);
                step.fault(in, "replacement", !step.replacement.equals(MATCHED), "replaces nothing");
            }
            case LABELMAP -> step.fault(in, "replacement", step.replacement.isEmpty(), "needs a name");
            case LABELDROP, LABELKEEP -> {
                step.fault(in, "source_labels", !step.sources.isEmpty(), "looks at regex alone");
                step.fault(in, "target_label", !step.target.isEmpty(), "looks at regex alone");
                step.faultText(in, "looks at regex alone");
            }
            case KEEP, DROP -> {}
        }
        return step;
    }

    private void faultTarget(Fields in) {
        fault(in, "target_label", target.isEmpty(), "needs a label to set");
    }

    private void faultText(Fields in, String why) {
        fault(in, "separator", !separator.equals(SEPARATOR), why);
        fault(in, "modulus", modulus != 0, why);
        fault(in, "replacement", !replacement.equals(MATCHED), why);
    }

    private void fault(Fields in, String key, boolean wrong, String why) {
        if (wrong) {
            in.fault(key, "the action " + action.name().toLowerCase(Locale.ROOT) + " " + why);
        }
    }

    private static Pattern anchored(String text) {
        try {
            return Pattern.compile("^(?s:" + text + ")$");
        } catch (PatternSyntaxException fault) {
            throw new IllegalArgumentException(fault.getMessage(), fault);
        }
    }

    /** {@code labels} after all {@code steps}; empty when one of them drops it. */
    public static Optional<Labels> apply(List<Relabel> steps, Labels labels) {
        Labels changed = labels;
        for (Relabel step : steps) {
            Optional<Labels> next = step.apply(changed);
            if (next.isEmpty()) {
                return next;
            }
            changed = next.get();
        }
        return Optional.of(changed);
    }

    private Optional<Labels> apply(Labels labels) {
        String value = sources.stream().map(labels::get).collect(Collectors.joining(separator));
        return switch (action) {
            case KEEP -> Optional.of(labels).filter(kept -> regex.matches(value));
            case DROP -> Optional.of(labels).filter(kept -> !regex.matches(value));
            case KEEPEQUAL ->
                Optional.of(labels).filter(kept -> kept.get(target).equals(value));
            case DROPEQUAL ->
                Optional.of(labels).filter(kept -> !kept.get(target).equals(value));
            case REPLACE -> Optional.of(replaced(labels, value));
            case HASHMOD -> Optional.of(labels.with(target, Long.toUnsignedString(hash(value))));
            case LOWERCASE -> Optional.of(labels.with(target, each(value, Character::toLowerCase)));
            case UPPERCASE -> Optional.of(labels.with(target, each(value, Character::toUpperCase)));
            case LABELMAP -> Optional.of(mapped(labels));
            case LABELDROP -> Optional.of(named(labels, false));
            case LABELKEEP -> Optional.of(named(labels, true));
        };
    }

    /** Sign by sign, as in Go: nothing gets longer, and no sign depends on its neighbours. */
    private static String each(String text, IntUnaryOperator change) {
        return text.codePoints()
                .map(change)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Labels replaced(Labels labels, String value) {
        Matcher match = regex.matcher(value);
        if (!match.matches()) {
            return labels;
        }
        String name = Expansion.expand(target, match);
        return !name.isEmpty() ? labels.with(name, Expansion.expand(replacement, match)) : labels;
    }

    private Labels mapped(Labels labels) {
        Labels.Builder changed = labels.toBuilder();
        labels.forEach((name, value) -> {
            Matcher match = regex.matcher(name);
            String other = match.matches() ? Expansion.expand(replacement, match) : "";
            if (!other.isEmpty()) {
                changed.set(other, value);
            }
        });
        return changed.build();
    }

    private Labels named(Labels labels, boolean kept) {
        Labels.Builder changed = labels.toBuilder();
        labels.forEach((name, value) -> {
            if (regex.matches(name) != kept) {
                changed.remove(name);
            }
        });
        return changed.build();
    }

    /** The last eight bytes of MD5, as Prometheus spreads targets over servers. */
    private long hash(String value) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
            return Long.remainderUnsigned(ByteBuffer.wrap(sum).getLong(8), modulus);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
