package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.uptime.Spell;

/** {@link Spell}. */
final class SpellCodec implements Codec<Spell> {
    @Override
    public ObjectNode write(Spell spell) {
        return new Form()
                .text("service", spell.service())
                .choice("kind", spell.kind())
                .instant("from", spell.from())
                .instant("until", spell.until())
                .node();
    }

    @Override
    public Spell read(Doc doc) {
        return new Spell(
                doc.text("service"),
                doc.choice("kind", Spell.Kind.class),
                doc.instant("from"),
                doc.optionalInstant("until"));
    }
}
