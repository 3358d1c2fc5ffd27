package dev.tocsin.probe.http;

import com.google.re2j.Pattern;
import dev.tocsin.config.Fields;
import dev.tocsin.http.Reply;
import java.util.List;
import java.util.Optional;

/** What the body must not match, and what it must. */
record BodyCondition(List<Pattern> forbidden, List<Pattern> required) {
    BodyCondition {
        forbidden = List.copyOf(forbidden);
        required = List.copyOf(required);
    }

    static BodyCondition read(Fields in) {
        return new BodyCondition(
                in.parsedList("fail_if_body_matches_regexp", Patterns::compile),
                in.parsedList("fail_if_body_not_matches_regexp", Patterns::compile));
    }

    boolean isEmpty() {
        return forbidden.isEmpty() && required.isEmpty();
    }

    Optional<Objection> judge(Reply reply) {
        String text = isEmpty() ? "" : reply.text();
        for (Pattern pattern : forbidden) {
            if (pattern.matcher(text).find()) {
                return Optional.of(new Objection(Complaint.BODY_REGEX, "the body matches " + pattern.pattern()));
            }
        }
        for (Pattern pattern : required) {
            if (!pattern.matcher(text).find()) {
                return Optional.of(new Objection(Complaint.BODY_REGEX, "the body does not match " + pattern.pattern()));
            }
        }
        return Optional.empty();
    }
}
