package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.ActWish;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Stage;

/** {@link Act}. */
final class ActCodec implements Codec<Act> {
    private static final Codec<ActWish> WISH = new ActWishCodec();
    private static final Codec<Stage> STAGE = new StageCodec();

    @Override
    public ObjectNode write(Act act) {
        return new Form()
                .one("wish", act.wish(), WISH)
                .text("service", act.service())
                .one("stage", act.stage(), STAGE)
                .instant("requested", act.requested())
                .flag("pardoned", act.pardoned())
                .node();
    }

    @Override
    public Act read(Doc doc) {
        return new Act(
                doc.one("wish", WISH),
                doc.text("service"),
                doc.one("stage", STAGE),
                doc.optionalInstant("requested"),
                doc.flag("pardoned"));
    }
}
