package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Deployed;

/** {@link Deployed}. */
final class DeployedCodec implements Codec<Deployed> {
    @Override
    public ObjectNode write(Deployed deployed) {
        return new Form()
                .text("service", deployed.service())
                .text("deployment", deployed.deployment())
                .text("commit", deployed.commit())
                .instant("since", deployed.since())
                .node();
    }

    @Override
    public Deployed read(Doc doc) {
        return new Deployed(
                doc.text("service"), doc.text("deployment"), doc.optionalText("commit"), doc.instant("since"));
    }
}
