package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.ActWish;

/** {@link ActWish}. */
final class ActWishCodec implements Codec<ActWish> {
    @Override
    public ObjectNode write(ActWish wish) {
        return new Form()
                .text("id", wish.id())
                .text("incident", wish.incident())
                .text("remedy", wish.remedy())
                .labels("alert", wish.alert())
                .instant("onset", wish.onset())
                .instant("at", wish.at())
                .node();
    }

    @Override
    public ActWish read(Doc doc) {
        return new ActWish(
                doc.text("id"),
                doc.text("incident"),
                doc.text("remedy"),
                doc.labels("alert"),
                doc.instant("onset"),
                doc.instant("at"));
    }
}
