package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page;
import java.util.Set;

/** {@link Endpoint}: where it stands in the configuration; its address and secrets stay there. */
final class EndpointCodec implements Codec<Endpoint> {
    @Override
    public ObjectNode write(Endpoint endpoint) {
        return new Form()
                .text("id", endpoint.id())
                .choices("takes", endpoint.takes())
                .text("bucket", endpoint.bucket())
                .node();
    }

    @Override
    public Endpoint read(Doc doc) {
        String id = doc.text("id");
        return new Endpoint(
                id,
                Set.copyOf(doc.choices("takes", Page.Kind.class)),
                doc.optionalText("bucket").orElse(id));
    }
}
