package dev.tocsin.probe.http;

import com.google.re2j.Pattern;
import dev.tocsin.config.Fields;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an answer must be for the check to succeed, in blackbox_exporter's words; the first thing wrong is told.
 *
 * @param statuses accepted status codes; none means 2xx
 * @param versions accepted versions, such as {@code HTTP/1.1}; none means any
 */
record Expectation(
        List<Integer> statuses,
        List<String> versions,
        Encryption encryption,
        List<HeaderCondition> headers,
        BodyCondition body,
        List<JsonCondition> json) {
    Expectation {
        statuses = List.copyOf(statuses);
        versions = List.copyOf(versions);
        headers = List.copyOf(headers);
        json = List.copyOf(json);
    }

    /** Whether TLS is wanted. */
    enum Encryption {
        ANY,
        FORBIDDEN,
        REQUIRED
    }

    static Expectation read(Fields in) {
        List<HeaderCondition> headers = Stream.concat(
                        in.list("fail_if_header_matches", fields -> HeaderCondition.read(fields, false)).stream(),
                        in.list("fail_if_header_not_matches", fields -> HeaderCondition.read(fields, true)).stream())
                .toList();
        return new Expectation(
                in.parsedList("valid_status_codes", Expectation::status),
                in.parsedList("valid_http_versions", Expectation::version),
                encryption(in),
                headers,
                BodyCondition.read(in),
                in.list("json", JsonCondition::read));
    }

    private static int status(String text) {
        if (!Pattern.matches("[1-5][0-9][0-9]", text)) {
            throw new IllegalArgumentException("not a status code: " + text);
        }
        return Integer.parseInt(text);
    }

    private static String version(String text) {
        return switch (text) {
            case "HTTP/2", "HTTP/2.0" -> "HTTP/2.0";
            case "HTTP/1.0", "HTTP/1.1" -> text;
            default -> throw new IllegalArgumentException("not one of HTTP/1.0, HTTP/1.1, HTTP/2.0: " + text);
        };
    }

    private static Encryption encryption(Fields in) {
        boolean forbidden = in.flag("fail_if_ssl", false);
        boolean required = in.flag("fail_if_not_ssl", false);
        if (forbidden && required) {
            in.fault("fail_if_not_ssl", "with fail_if_ssl nothing can succeed");
        }
        if (required) {
            return Encryption.REQUIRED;
        }
        return forbidden ? Encryption.FORBIDDEN : Encryption.ANY;
    }

    /** Whether the body's bytes are looked at. */
    boolean readsBody() {
        return !body.isEmpty() || !json.isEmpty();
    }

    /** The first thing wrong with {@code reply}. */
    Optional<Objection> judge(Reply reply, Trace trace) {
        return Stream.<Supplier<Optional<Objection>>>of(
                        () -> statusOf(reply),
                        () -> versionOf(reply),
                        () -> encryptionOf(trace),
                        () -> lengthOf(reply),
                        () -> HeaderCondition.judge(headers, reply),
                        () -> body.judge(reply),
                        () -> JsonCondition.judge(json, reply))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Objection> statusOf(Reply reply) {
        boolean fine = statuses.isEmpty() ? reply.ok() : statuses.contains(reply.status());
        String wanted = statuses.isEmpty() ? "2xx" : statuses.toString();
        return objection(!fine, Complaint.STATUS, "status " + reply.status() + ", wanted " + wanted);
    }

    private Optional<Objection> versionOf(Reply reply) {
        boolean fine = versions.isEmpty() || versions.contains(reply.version());
        return objection(!fine, Complaint.HTTP_VERSION, reply.version() + ", wanted " + versions);
    }

    private Optional<Objection> encryptionOf(Trace trace) {
        return switch (encryption) {
            case ANY -> Optional.empty();
            case FORBIDDEN -> objection(trace.secure(), Complaint.SSL, "the answer came over TLS");
            case REQUIRED -> objection(!trace.secure(), Complaint.NOT_SSL, "the answer did not come over TLS");
        };
    }

    private static Optional<Objection> lengthOf(Reply reply) {
        String detail = "the body is longer than body_size_limit; the first " + reply.size() + " bytes were read";
        return objection(reply.truncated(), Complaint.BODY_TOO_LARGE, detail);
    }

    private static Optional<Objection> objection(boolean wrong, Complaint complaint, String detail) {
        return wrong ? Optional.of(new Objection(complaint, detail)) : Optional.empty();
    }
}
