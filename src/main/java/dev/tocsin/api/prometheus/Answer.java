package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * What a request is answered with.
 *
 * @param data writes the value of {@code data}
 * @param warnings what is missing or doubtful
 * @param infos what may be a slip in the query
 */
record Answer(Part data, List<String> warnings, List<String> infos) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Writes one value. */
    @FunctionalInterface
    interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    Answer {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }

    /** An answer about which there is nothing to remark. */
    static Answer of(Part data) {
        return new Answer(data, List.of(), List.of());
    }

    /** Writes all of it, as it is made. */
    void write(OutputStream to) throws IOException {
        try (JsonGenerator out = generator(to)) {
            out.writeStartObject();
            out.writeStringField("status", "success");
            out.writeFieldName("data");
            data.write(out);
            texts(out, "warnings", warnings);
            texts(out, "infos", infos);
            out.writeEndObject();
        }
    }

    /** Writes what {@code refusal} says. */
    static void write(Refusal refusal, OutputStream to) throws IOException {
        try (JsonGenerator out = generator(to)) {
            out.writeStartObject();
            out.writeStringField("status", "error");
            out.writeStringField("errorType", refusal.kind().word());
            out.writeStringField("error", refusal.words());
            out.writeEndObject();
        }
    }

    private static JsonGenerator generator(OutputStream to) throws IOException {
        JsonGenerator out = JSON.createGenerator(to);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        return out;
    }

    private static void texts(JsonGenerator out, String key, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            out.writeFieldName(key);
            array(out, texts);
        }
    }

    /** Writes {@code texts} as an array. */
    static void array(JsonGenerator out, Iterable<String> texts) throws IOException {
        out.writeStartArray();
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
