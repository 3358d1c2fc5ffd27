package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Parcel;
import dev.tocsin.notify.Parcel.Transit;

/** {@link Parcel}. */
final class ParcelCodec implements Codec<Parcel> {
    private static final Codec<Page> PAGE = new PageCodec();
    private static final Codec<Transit> TRANSIT = new Transits();
    private static final Codec<Parcel.Trouble> TROUBLE = new Trouble();

    @Override
    public ObjectNode write(Parcel parcel) {
        return new Form()
                .one("page", parcel.page(), PAGE)
                .whole("attempts", parcel.attempts())
                .one("transit", parcel.transit(), TRANSIT)
                .optional("trouble", parcel.trouble(), TROUBLE)
                .node();
    }

    @Override
    public Parcel read(Doc doc) {
        return new Parcel(
                doc.one("page", PAGE),
                doc.count("attempts"),
                doc.one("transit", TRANSIT),
                doc.optional("trouble", TROUBLE));
    }

    private static final class Transits implements Codec<Transit> {
        @Override
        public ObjectNode write(Transit transit) {
            return switch (transit) {
                case Transit.Waiting(var due) ->
                    Form.of("waiting").instant("due", due).node();
                case Transit.Held(var due) ->
                    Form.of("held").instant("due", due).node();
                case Transit.InFlight(var deadline) ->
                    Form.of("in_flight").instant("deadline", deadline).node();
                case Transit.Delivered(var at, var receipt) ->
                    Form.of("delivered")
                            .instant("at", at)
                            .text("receipt", receipt)
                            .node();
                case Transit.Refused(var at) ->
                    Form.of("refused").instant("at", at).node();
                case Transit.Superseded(var at, var by) ->
                    Form.of("superseded").instant("at", at).text("by", by).node();
            };
        }

        @Override
        public Transit read(Doc doc) {
            return switch (doc.kind()) {
                case "waiting" -> new Transit.Waiting(doc.instant("due"));
                case "held" -> new Transit.Held(doc.instant("due"));
                case "in_flight" -> new Transit.InFlight(doc.instant("deadline"));
                case "delivered" -> new Transit.Delivered(doc.instant("at"), doc.text("receipt"));
                case "refused" -> new Transit.Refused(doc.instant("at"));
                case "superseded" -> new Transit.Superseded(doc.instant("at"), doc.text("by"));
                default -> throw doc.unknownKind();
            };
        }
    }

    private static final class Trouble implements Codec<Parcel.Trouble> {
        @Override
        public ObjectNode write(Parcel.Trouble trouble) {
            return new Form()
                    .choice("cause", trouble.cause())
                    .text("detail", trouble.detail())
                    .instant("at", trouble.at())
                    .node();
        }

        @Override
        public Parcel.Trouble read(Doc doc) {
            return new Parcel.Trouble(doc.choice("cause", Cause.class), doc.text("detail"), doc.instant("at"));
        }
    }
}
