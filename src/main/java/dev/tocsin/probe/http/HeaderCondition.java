package dev.tocsin.probe.http;

import com.google.re2j.Pattern;
import dev.tocsin.config.Fields;
import dev.tocsin.http.Reply;
import java.util.List;
import java.util.Optional;

/**
 * What a header must match, or must not. Of a header that comes more than once, one match is a match.
 *
 * @param wanted whether a match is wanted; else it is the fault
 * @param allowMissing whether the header may be absent
 */
record HeaderCondition(String header, Pattern regexp, boolean wanted, boolean allowMissing) {
    static HeaderCondition read(Fields in, boolean wanted) {
        return new HeaderCondition(
                in.text("header"),
                in.requiredParsed("regexp", Patterns::compile, Patterns.EMPTY),
                wanted,
                in.flag("allow_missing", false));
    }

    /** The first thing wrong with the headers of {@code reply}. */
    static Optional<Objection> judge(List<HeaderCondition> conditions, Reply reply) {
        return conditions.stream()
                .map(condition -> condition.judge(reply))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Objection> judge(Reply reply) {
        List<String> values = reply.headers().all(header);
        if (values.isEmpty()) {
            return allowMissing ? Optional.empty() : objection("is missing");
        }
        boolean matched =
                values.stream().anyMatch(value -> regexp.matcher(value).find());
        if (matched == wanted) {
            return Optional.empty();
        }
        return objection((matched ? "matches " : "does not match ") + regexp.pattern());
    }

    private Optional<Objection> objection(String what) {
        return Optional.of(new Objection(Complaint.HEADER_REGEX, "header " + header + " " + what));
    }
}
