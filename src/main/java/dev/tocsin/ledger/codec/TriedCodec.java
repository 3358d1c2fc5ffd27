package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Tried;

/** {@link Tried}. */
final class TriedCodec implements Codec<Tried> {
    @Override
    public ObjectNode write(Tried tried) {
        return new Form()
                .text("act", tried.act())
                .text("remedy", tried.remedy())
                .choice("kind", tried.kind())
                .text("text", tried.text())
                .instant("at", tried.at())
                .node();
    }

    @Override
    public Tried read(Doc doc) {
        return new Tried(
                doc.text("act"),
                doc.text("remedy"),
                doc.choice("kind", ActNews.Kind.class),
                doc.text("text"),
                doc.instant("at"));
    }
}
