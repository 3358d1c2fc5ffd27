package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.model.Matcher;

/** {@link Matcher}. */
final class MatcherCodec implements Codec<Matcher> {
    @Override
    public ObjectNode write(Matcher matcher) {
        return new Form()
                .text("name", matcher.name())
                .choice("op", matcher.op())
                .text("value", matcher.value())
                .node();
    }

    @Override
    public Matcher read(Doc doc) {
        return Matcher.of(doc.text("name"), doc.choice("op", Matcher.Op.class), doc.text("value"));
    }
}
