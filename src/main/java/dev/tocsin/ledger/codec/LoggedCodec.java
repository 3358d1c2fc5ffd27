package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Entry;
import dev.tocsin.ledger.Logged;

/** {@link Logged}. */
final class LoggedCodec implements Codec<Logged> {
    private static final Codec<Entry> ENTRY = new EntryCodec();

    @Override
    public ObjectNode write(Logged logged) {
        return new Form()
                .text("id", logged.id())
                .one("entry", logged.entry(), ENTRY)
                .node();
    }

    @Override
    public Logged read(Doc doc) {
        return new Logged(doc.text("id"), doc.one("entry", ENTRY));
    }
}
