package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.model.Labels;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One object of a document, asked field by field. Every question throws {@link BadDocument} with the field's path. */
public final class Doc {
    static final String VERSION = "v";
    static final int CURRENT = 1;

    private final JsonNode node;
    private final String path;

    private Doc(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** A whole document. One of a newer version than this program knows is not guessed at. */
    static Doc stored(JsonNode node) {
        Doc doc = new Doc(node, "");
        if (!node.isObject()) {
            throw new BadDocument("not an object");
        }
        long version = doc.whole(VERSION);
        if (version < 1 || version > CURRENT) {
            throw new BadDocument("of version " + version + ", which this program does not know");
        }
        return doc;
    }

    String text(String field) {
        return textual(needed(field), field);
    }

    Optional<String> optionalText(String field) {
        return present(field).map(value -> textual(value, field));
    }

    long whole(String field) {
        JsonNode value = needed(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw bad(field, "not a whole number");
        }
        return value.longValue();
    }

    int count(String field) {
        return Math.toIntExact(whole(field));
    }

    /** {@code otherwise} in documents that are older than the field. */
    int count(String field, int otherwise) {
        return present(field).isPresent() ? count(field) : otherwise;
    }

    boolean flag(String field) {
        JsonNode value = needed(field);
        if (!value.isBoolean()) {
            throw bad(field, "not true or false");
        }
        return value.booleanValue();
    }

    /** A number; those that JSON lacks are words. */
    double number(String field) {
        JsonNode value = needed(field);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (textual(value, field)) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw bad(field, "not a number");
        };
    }

    Instant instant(String field) {
        return time(field, text(field), Instant::parse);
    }

    Optional<Instant> optionalInstant(String field) {
        return optionalText(field).map(text -> time(field, text, Instant::parse));
    }

    Duration span(String field) {
        return time(field, text(field), Duration::parse);
    }

    Optional<Duration> optionalSpan(String field) {
        return optionalText(field).map(text -> time(field, text, Duration::parse));
    }

    <E extends Enum<E>> E choice(String field, Class<E> kind) {
        return constant(field, text(field), kind);
    }

    <E extends Enum<E>> List<E> choices(String field, Class<E> kind) {
        return texts(field).stream().map(word -> constant(field, word, kind)).toList();
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        array(field).forEach(value -> texts.add(textual(value, field)));
        return List.copyOf(texts);
    }

    SortedMap<String, String> textMap(String field) {
        SortedMap<String, String> map = new TreeMap<>();
        object(field).properties().forEach(one -> map.put(one.getKey(), textual(one.getValue(), field)));
        return map;
    }

    Labels labels(String field) {
        return Labels.of(textMap(field));
    }

    <T> T one(String field, Codec<T> codec) {
        return codec.read(within(object(field), field));
    }

    <T> Optional<T> optional(String field, Codec<T> codec) {
        return present(field).map(value -> codec.read(within(value, field)));
    }

    <T> List<T> list(String field, Codec<T> codec) {
        List<T> values = new ArrayList<>();
        array(field).forEach(value -> values.add(codec.read(within(value, field))));
        return List.copyOf(values);
    }

    /** As {@link #list}; empty where an older program wrote none. */
    <T> List<T> optionalList(String field, Codec<T> codec) {
        return present(field).isPresent() ? list(field, codec) : List.of();
    }

    /** Of a list whose elements stand for themselves: those that can be read; {@code bad} hears of the others, with their path. */
    <T> List<T> readable(String field, Codec<T> codec, Consumer<String> bad) {
        List<T> values = new ArrayList<>();
        for (JsonNode value : array(field)) {
            try {
                values.add(codec.read(within(value, field)));
            } catch (BadDocument fault) {
                bad.accept(String.valueOf(fault.getMessage()));
            } catch (RuntimeException fault) {
                bad.accept(path + field + ": not a valid record: "
                        + fault.getClass().getSimpleName());
            }
        }
        return List.copyOf(values);
    }

    <T> SortedMap<String, T> map(String field, Codec<T> codec) {
        SortedMap<String, T> map = new TreeMap<>();
        object(field).properties().forEach(one -> map.put(one.getKey(), codec.read(within(one.getValue(), field))));
        return map;
    }

    /** What {@code kind} of a sealed type this is. */
    String kind() {
        return text(Form.KIND);
    }

    BadDocument unknownKind() {
        return bad(Form.KIND, "a kind that this program does not know");
    }

    private Doc within(JsonNode value, String field) {
        if (!value.isObject()) {
            throw bad(field, "not an object");
        }
        return new Doc(value, path + field + ".");
    }

    private JsonNode object(String field) {
        JsonNode value = needed(field);
        if (!value.isObject()) {
            throw bad(field, "not an object");
        }
        return value;
    }

    private JsonNode array(String field) {
        JsonNode value = needed(field);
        if (!value.isArray()) {
            throw bad(field, "not a list");
        }
        return value;
    }

    private JsonNode needed(String field) {
        return present(field).orElseThrow(() -> bad(field, "missing"));
    }

    private Optional<JsonNode> present(String field) {
        @Nullable JsonNode value = node.get(field);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private String textual(JsonNode value, String field) {
        if (!value.isTextual()) {
            throw bad(field, "not text");
        }
        return value.textValue();
    }

    private <T> T time(String field, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeException fault) {
            throw bad(field, "not a time");
        }
    }

    private <E extends Enum<E>> E constant(String field, String word, Class<E> kind) {
        try {
            return Enum.valueOf(kind, word);
        } catch (IllegalArgumentException unknown) {
            throw bad(field, "a word that this program does not know");
        }
    }

    private BadDocument bad(String field, String what) {
        return new BadDocument(path + field + ": " + what);
    }
}
