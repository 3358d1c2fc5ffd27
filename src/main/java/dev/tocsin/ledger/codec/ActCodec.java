package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.ActWish;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Stage;

/** {@link Act}. */
final class ActCodec implements Codec<Act> {
    private static final Codec<ActWish> WISH = new ActWishCodec();
    private static final Codec<Stage> STAGE = new StageCodec();
    private static final Codec<Act.Order> ORDER = new OrderCodec();

    @Override
    public ObjectNode write(Act act) {
        return new Form()
                .one("wish", act.wish(), WISH)
                .text("service", act.service())
                .one("stage", act.stage(), STAGE)
                .instant("requested", act.requested())
                .flag("pardoned", act.pardoned())
                .optional("order", act.order(), ORDER)
                .node();
    }

    @Override
    public Act read(Doc doc) {
        return new Act(
                doc.one("wish", WISH),
                doc.text("service"),
                doc.one("stage", STAGE),
                doc.optionalInstant("requested"),
                doc.flag("pardoned"),
                doc.optional("order", ORDER));
    }

    private static final class OrderCodec implements Codec<Act.Order> {
        @Override
        public ObjectNode write(Act.Order order) {
            return new Form()
                    .text("by", order.by())
                    .text("deployment", order.deployment())
                    .node();
        }

        @Override
        public Act.Order read(Doc doc) {
            return new Act.Order(doc.text("by"), doc.optionalText("deployment"));
        }
    }
}
