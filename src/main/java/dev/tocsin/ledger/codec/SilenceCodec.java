package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;

/** {@link Silence}. */
final class SilenceCodec implements Codec<Silence> {
    private static final Codec<Matcher> MATCHER = new MatcherCodec();

    @Override
    public ObjectNode write(Silence silence) {
        return new Form()
                .text("id", silence.id())
                .list("matchers", silence.matchers(), MATCHER)
                .instant("starts", silence.starts())
                .instant("ends", silence.ends())
                .text("created_by", silence.authorship().createdBy())
                .text("comment", silence.authorship().comment())
                .instant("updated", silence.authorship().updated())
                .node();
    }

    @Override
    public Silence read(Doc doc) {
        return new Silence(
                doc.text("id"),
                doc.list("matchers", MATCHER),
                doc.instant("starts"),
                doc.instant("ends"),
                new Silence.Authorship(doc.text("created_by"), doc.text("comment"), doc.instant("updated")));
    }
}
