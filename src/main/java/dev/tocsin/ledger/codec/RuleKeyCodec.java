package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.RuleKey;

/** {@link RuleKey}. */
final class RuleKeyCodec implements Codec<RuleKey> {
    @Override
    public ObjectNode write(RuleKey rule) {
        return new Form()
                .text("file", rule.file())
                .text("group", rule.group())
                .text("name", rule.name())
                .whole("index", rule.index())
                .node();
    }

    @Override
    public RuleKey read(Doc doc) {
        return new RuleKey(doc.text("file"), doc.text("group"), doc.text("name"), doc.count("index"));
    }
}
