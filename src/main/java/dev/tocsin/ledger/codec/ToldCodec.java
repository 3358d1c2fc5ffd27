package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Told;
import java.util.TreeSet;

/** {@link Told}. */
final class ToldCodec implements Codec<Told> {
    private static final Codec<Endpoint> ENDPOINT = new EndpointCodec();

    @Override
    public ObjectNode write(Told told) {
        return new Form()
                .one("endpoint", told.endpoint(), ENDPOINT)
                .texts("firing", told.firing())
                .instant("last", told.last())
                .whole("again", told.again())
                .node();
    }

    @Override
    public Told read(Doc doc) {
        return new Told(
                doc.one("endpoint", ENDPOINT),
                new TreeSet<>(doc.texts("firing")),
                doc.instant("last"),
                doc.count("again", 0));
    }
}
