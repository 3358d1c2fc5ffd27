package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Member;

/** {@link Member}. */
final class MemberCodec implements Codec<Member> {
    @Override
    public ObjectNode write(Member member) {
        return new Form()
                .labels("labels", member.labels())
                .textMap("annotations", member.annotations())
                .number("value", member.value())
                .text("threshold", member.threshold())
                .instant("since", member.since())
                .instant("ended", member.ended())
                .text("source", member.source())
                .node();
    }

    @Override
    public Member read(Doc doc) {
        return new Member(
                doc.labels("labels"),
                doc.textMap("annotations"),
                doc.number("value"),
                doc.optionalText("threshold"),
                doc.instant("since"),
                doc.optionalInstant("ended"),
                doc.optionalText("source").orElse(""));
    }
}
