package dev.tocsin.api.alertmanager;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Silences in and out. {@code id} is that of the one to be changed, or empty. */
record Silencing(String id, List<Matcher> matchers, Instant starts, Instant ends, Silence.Authorship authorship) {
    private static final String WHAT = "silence";

    Silencing {
        matchers = List.copyOf(matchers);
    }

    /** A silence as somebody wishes it at {@code now}. */
    static Silencing read(byte[] bytes, Instant now) throws Refusal {
        JsonNode node = Body.parse(WHAT, bytes);
        if (!node.isObject()) {
            throw Refusal.malformed(WHAT, "cannot unmarshal " + Body.kind(node) + " into a silence");
        }
        Body body = new Body(WHAT, "", node);
        String comment = body.required("comment");
        String createdBy = body.required("createdBy");
        body.required("endsAt");
        List<Matcher> matchers = matchers(node.path("matchers"));
        body.required("startsAt");
        Instant starts = body.time("startsAt").orElse(Instant.EPOCH);
        Instant ends = body.time("endsAt").orElse(Instant.EPOCH);
        if (!ends.isAfter(starts)) {
            throw Refusal.said(400, "Failed to create silence: start time must be before end time");
        }
        if (ends.isBefore(now)) {
            throw Refusal.said(400, "Failed to create silence: end time can't be in the past");
        }
        if (Silence.isBlanket(matchers)) {
            throw Refusal.said(400, "silence invalid: at least one matcher must not match the empty string");
        }
        return new Silencing(body.text("id"), matchers, starts, ends, new Silence.Authorship(createdBy, comment, now));
    }

    /** This, as a silence under {@code id}. */
    Silence as(String id, Instant starts) {
        return new Silence(id, matchers, starts, ends, authorship);
    }

    private static List<Matcher> matchers(JsonNode given) throws Refusal {
        if (given.isMissingNode() || given.isNull()) {
            throw Refusal.required("matchers");
        }
        if (!given.isArray()) {
            throw Refusal.malformed(WHAT, "cannot unmarshal " + Body.kind(given) + " into matchers");
        }
        if (given.isEmpty()) {
            throw Refusal.tooFew("matchers");
        }
        List<Matcher> matchers = new ArrayList<>();
        for (int at = 0; at < given.size(); at++) {
            matchers.add(matcher(at, new Body(WHAT, "matchers." + at + ".", given.path(at))));
        }
        return matchers;
    }

    private static Matcher matcher(int at, Body given) throws Refusal {
        if (!given.node().hasNonNull("isRegex")) {
            throw Refusal.required(given.at() + "isRegex");
        }
        boolean regex = given.flag("isRegex", false);
        boolean equal = given.flag("isEqual", true);
        String name = given.required("name");
        String value = given.required("value");
        Matcher.Op same = regex ? Matcher.Op.MATCHES : Matcher.Op.EQUAL;
        Matcher.Op other = regex ? Matcher.Op.NOT_MATCHES : Matcher.Op.NOT_EQUAL;
        if (name.isEmpty()) {
            throw Refusal.said(400, "silence invalid: invalid label matcher " + at + ": invalid label name \"\"");
        }
        try {
            return Matcher.of(name, equal ? same : other, value);
        } catch (IllegalArgumentException bad) {
            throw Refusal.said(
                    400,
                    "silence invalid: invalid label matcher " + at + ": invalid regular expression \"" + value + "\": "
                            + bad.getMessage());
        }
    }

    /** Writes {@code silence} as it stands at {@code now}. */
    static void write(Silence silence, Instant now, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", silence.id());
        out.writeObjectFieldStart("status");
        out.writeStringField("state", silence.stage(now).name().toLowerCase(Locale.ROOT));
        out.writeEndObject();
        out.writeStringField("updatedAt", Times.words(silence.authorship().updated()));
        out.writeStringField("comment", silence.authorship().comment());
        out.writeStringField("createdBy", silence.authorship().createdBy());
        out.writeStringField("endsAt", Times.words(silence.ends()));
        out.writeArrayFieldStart("matchers");
        for (Matcher matcher : silence.matchers()) {
            out.writeStartObject();
            out.writeBooleanField("isEqual", matcher.op() == Matcher.Op.EQUAL || matcher.op() == Matcher.Op.MATCHES);
            out.writeBooleanField(
                    "isRegex", matcher.op() == Matcher.Op.MATCHES || matcher.op() == Matcher.Op.NOT_MATCHES);
            out.writeStringField("name", matcher.name());
            out.writeStringField("value", matcher.value());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeStringField("startsAt", Times.words(silence.starts()));
        out.writeEndObject();
    }

    /** The silence that this is to change, if it is to change one; there must be one then. */
    Optional<Silence> known(Map<String, Silence> all) throws Refusal {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Silence known = all.get(id);
        if (known == null) {
            throw Refusal.said(404, "silence not found");
        }
        return Optional.of(known);
    }
}
