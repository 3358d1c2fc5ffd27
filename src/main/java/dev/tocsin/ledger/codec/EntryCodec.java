package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Entry;

/** {@link Entry}. */
final class EntryCodec implements Codec<Entry> {
    @Override
    public ObjectNode write(Entry entry) {
        return new Form()
                .text("incident", entry.incident())
                .instant("at", entry.at())
                .choice("kind", entry.kind())
                .text("text", entry.text())
                .node();
    }

    @Override
    public Entry read(Doc doc) {
        return new Entry(
                doc.text("incident"), doc.instant("at"), doc.choice("kind", Entry.Kind.class), doc.text("text"));
    }
}
