package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.ledger.Changes;
import java.util.function.Consumer;

/**
 * A turn's {@link Changes} as one document, for the spool. A record within it that cannot be read costs only itself; {@code bad}
 * hears of it.
 */
public final class ChangesCodec implements Codec<Changes> {
    private final Consumer<String> bad;

    public ChangesCodec(Consumer<String> bad) {
        this.bad = bad;
    }

    @Override
    public ObjectNode write(Changes changes) {
        return new Form()
                .text("turn", changes.turn())
                .instant("at", changes.at())
                .list("alerts", changes.alerts(), Codecs.ALERT)
                .list("ended", changes.ended(), Codecs.ALERT_KEY)
                .list("incidents", changes.incidents(), Codecs.INCIDENT)
                .list("parcels", changes.parcels(), Codecs.PARCEL)
                .list("acts", changes.acts(), Codecs.ACT)
                .list("tenures", changes.tenures(), Codecs.TENURE)
                .list("spells", changes.spells(), Codecs.SPELL)
                .list("silences", changes.silences(), Codecs.SILENCE)
                .list("replacements", changes.replacements(), Codecs.REPLACEMENT)
                .list("rosters", changes.rosters(), Codecs.ROSTER)
                .list("entries", changes.entries(), Codecs.LOGGED)
                .texts("joined", changes.joined())
                .node();
    }

    @Override
    public Changes read(Doc doc) {
        return new Changes(
                doc.text("turn"),
                doc.instant("at"),
                doc.readable("alerts", Codecs.ALERT, bad),
                doc.readable("ended", Codecs.ALERT_KEY, bad),
                doc.readable("incidents", Codecs.INCIDENT, bad),
                doc.readable("parcels", Codecs.PARCEL, bad),
                doc.readable("acts", Codecs.ACT, bad),
                doc.readable("tenures", Codecs.TENURE, bad),
                doc.readable("spells", Codecs.SPELL, bad),
                doc.readable("silences", Codecs.SILENCE, bad),
                doc.readable("replacements", Codecs.REPLACEMENT, bad),
                doc.readable("rosters", Codecs.ROSTER, bad),
                doc.readable("entries", Codecs.LOGGED, bad),
                doc.texts("joined"));
    }
}
