package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.ledger.AlertKey;

/** {@link AlertKey}. */
final class AlertKeyCodec implements Codec<AlertKey> {
    private static final Codec<RuleKey> RULE = new RuleKeyCodec();

    @Override
    public ObjectNode write(AlertKey key) {
        return new Form()
                .one("rule", key.rule(), RULE)
                .labels("labels", key.labels())
                .node();
    }

    @Override
    public AlertKey read(Doc doc) {
        return new AlertKey(doc.one("rule", RULE), doc.labels("labels"));
    }
}
