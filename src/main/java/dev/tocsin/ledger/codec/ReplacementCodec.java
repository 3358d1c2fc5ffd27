package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.oncall.Replacement;

/** {@link Replacement}. */
final class ReplacementCodec implements Codec<Replacement> {
    @Override
    public ObjectNode write(Replacement replacement) {
        return new Form()
                .text("id", replacement.id())
                .text("schedule", replacement.schedule())
                .text("user", replacement.user())
                .instant("start", replacement.start())
                .instant("end", replacement.end())
                .text("by", replacement.making().by())
                .instant("at", replacement.making().at())
                .node();
    }

    @Override
    public Replacement read(Doc doc) {
        return new Replacement(
                doc.text("id"),
                doc.text("schedule"),
                doc.text("user"),
                doc.instant("start"),
                doc.instant("end"),
                new Replacement.Making(doc.text("by"), doc.instant("at")));
    }
}
