package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** One object of a document, filled in field by field; what is empty is left out. The other side of {@link Doc}. */
final class Form {
    static final String KIND = "kind";

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    /** A variant of a sealed type. */
    static Form of(String kind) {
        return new Form().text(KIND, kind);
    }

    Form text(String field, String value) {
        node.put(field, value);
        return this;
    }

    Form text(String field, Optional<String> value) {
        value.ifPresent(text -> text(field, text));
        return this;
    }

    Form whole(String field, long value) {
        node.put(field, value);
        return this;
    }

    Form flag(String field, boolean value) {
        node.put(field, value);
        return this;
    }

    Form number(String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
            return this;
        }
        return text(field, Double.toString(value));
    }

    /** To the nanosecond: what is read back must equal what was written. */
    Form instant(String field, Instant value) {
        return text(field, value.toString());
    }

    Form instant(String field, Optional<Instant> value) {
        return text(field, value.map(Instant::toString));
    }

    Form span(String field, Duration value) {
        return text(field, value.toString());
    }

    Form span(String field, Optional<Duration> value) {
        return text(field, value.map(Duration::toString));
    }

    Form choice(String field, Enum<?> value) {
        return text(field, value.name());
    }

    Form choices(String field, Collection<? extends Enum<?>> values) {
        return texts(field, values.stream().map(Enum::name).sorted().toList());
    }

    Form texts(String field, Collection<String> values) {
        ArrayNode list = node.putArray(field);
        values.forEach(list::add);
        return this;
    }

    Form textMap(String field, Map<String, String> values) {
        ObjectNode map = node.putObject(field);
        values.forEach(map::put);
        return this;
    }

    Form labels(String field, Labels labels) {
        ObjectNode map = node.putObject(field);
        labels.forEach((name, value) -> map.put(name, value));
        return this;
    }

    <T> Form one(String field, T value, Codec<T> codec) {
        node.set(field, codec.write(value));
        return this;
    }

    <T> Form optional(String field, Optional<T> value, Codec<T> codec) {
        value.ifPresent(present -> one(field, present, codec));
        return this;
    }

    <T> Form list(String field, Collection<T> values, Codec<T> codec) {
        ArrayNode list = node.putArray(field);
        values.forEach(value -> list.add(codec.write(value)));
        return this;
    }

    <T> Form map(String field, Map<String, T> values, Codec<T> codec) {
        ObjectNode map = node.putObject(field);
        values.forEach((key, value) -> map.set(key, codec.write(value)));
        return this;
    }

    ObjectNode node() {
        return node;
    }
}
