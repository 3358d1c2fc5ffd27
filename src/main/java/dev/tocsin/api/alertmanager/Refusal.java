package dev.tocsin.api.alertmanager;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.engine.Heard;
import java.io.IOException;

/** Why a request gets no answer, as Alertmanager says it: with a status, and a sentence or a coded fault. Never leaves this package. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    /** Codes of go-openapi, which checks what comes in before Alertmanager does. */
    private static final int MALFORMED = 400;

    private static final int MEDIA_TYPE = 415;
    private static final int WRONG_FORMAT = 601;
    private static final int REQUIRED = 602;
    private static final int TOO_FEW = 612;

    private final int status;
    private final int code;

    /** {@code code} of 0: the body is a text, else an object with the code. */
    private Refusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Alertmanager itself says no. */
    static Refusal said(int status, String message) {
        return new Refusal(status, 0, message);
    }

    /** What was said cannot be relied on: whoever said it may say it again. */
    static void unlessKept(Heard heard) throws Refusal {
        if (heard.lacking().isPresent()) {
            throw said(503, heard.lacking().get());
        }
    }

    /** There is nothing that could answer. */
    static Refusal unavailable() {
        return said(503, "the agent is not started");
    }

    /** The body cannot be read. */
    static Refusal malformed(String what, String why) {
        return new Refusal(400, MALFORMED, "parsing " + what + " body from \"\" failed, because " + why);
    }

    /** The body is no JSON, as its sender says. */
    static Refusal mediaType(String given) {
        String only = "unsupported media type \"" + given + "\", only [application/json] are allowed";
        return new Refusal(415, MEDIA_TYPE, only);
    }

    /** Something is missing. */
    static Refusal required(String field) {
        return new Refusal(422, REQUIRED, field + " in body is required");
    }

    /** Something is not of the form that it must have. */
    static Refusal format(String field, String form, String given) {
        return new Refusal(422, WRONG_FORMAT, field + " must be of type " + form + ": \"" + given + "\"");
    }

    /** A list is too short. */
    static Refusal tooFew(String field) {
        return new Refusal(422, TOO_FEW, field + " in body should have at least 1 items");
    }

    int status() {
        return status;
    }

    String words() {
        return String.valueOf(getMessage());
    }

    void write(JsonGenerator out) throws IOException {
        if (code == 0) {
            out.writeString(words());
            out.writeRaw('\n');
            return;
        }
        out.writeStartObject();
        out.writeNumberField("code", code);
        out.writeStringField("message", words());
        out.writeEndObject();
    }
}
