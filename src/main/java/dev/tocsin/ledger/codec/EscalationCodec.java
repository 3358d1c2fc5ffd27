package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Escalation;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import java.util.TreeSet;

/** {@link Escalation}. */
final class EscalationCodec implements Codec<Escalation> {
    @Override
    public ObjectNode write(Escalation escalation) {
        return switch (escalation) {
            case Escalation.Idle() -> Form.of("idle").node();
            case Escalation.Climbing(var next, var due, var why, var open) ->
                Form.of("climbing")
                        .whole("next", next)
                        .instant("due", due)
                        .choice("why", why)
                        .texts("open", open)
                        .node();
            case Escalation.Exhausted(var since) ->
                Form.of("exhausted").instant("since", since).node();
            case Escalation.Acknowledged(var by, var at, var until, var worst, var before) ->
                Form.of("acknowledged")
                        .text("by", by)
                        .instant("at", at)
                        .instant("until", until)
                        .choice("worst", worst)
                        .one("before", before, this)
                        .node();
        };
    }

    @Override
    public Escalation read(Doc doc) {
        return switch (doc.kind()) {
            case "idle" -> new Escalation.Idle();
            case "climbing" ->
                new Escalation.Climbing(
                        doc.count("next"),
                        doc.instant("due"),
                        doc.choice("why", Page.Reason.class),
                        new TreeSet<>(doc.texts("open")));
            case "exhausted" -> new Escalation.Exhausted(doc.instant("since"));
            case "acknowledged" ->
                new Escalation.Acknowledged(
                        doc.text("by"),
                        doc.instant("at"),
                        doc.optionalInstant("until"),
                        doc.choice("worst", Severity.class),
                        doc.one("before", this));
            default -> throw doc.unknownKind();
        };
    }
}
