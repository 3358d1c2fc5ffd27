package dev.tocsin.config;

import java.util.List;
import java.util.Map;

/** A YAML document with the place of every part. Aliases are shared parts, so it is a graph without cycles. */
sealed interface Tree {
    /** The first character. */
    Place place();

    /** What it is, for "must be a list, not ...". */
    String kind();

    /** A single value. {@code text} is what it says after YAML's quoting and folding. */
    record Scalar(Place place, String text, Type type, Style style) implements Tree {
        @Override
        public String kind() {
            return switch (type) {
                case NOTHING -> "empty";
                case FLAG -> text;
                case WHOLE, NUMBER -> "the number " + text;
                case TEXT -> "a text";
            };
        }
    }

    /** What YAML 1.2's core schema takes a scalar for. */
    enum Type {
        NOTHING,
        FLAG,
        WHOLE,
        NUMBER,
        TEXT
    }

    /** How a scalar is written in the file. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        /** {@code |} or {@code >}: the text starts on the next line. */
        BLOCK
    }

    /** A list. */
    record Sequence(Place place, List<Tree> items) implements Tree {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Mapping(Place place, Map<String, Entry> entries) implements Tree {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** One key of a mapping: where the key stands, and its value. */
    record Entry(Place place, Tree value) {}
}
