package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.deploy.Tenure;

/** {@link Tenure}. */
final class TenureCodec implements Codec<Tenure> {
    @Override
    public ObjectNode write(Tenure tenure) {
        return new Form()
                .text("service", tenure.service())
                .text("deployment", tenure.deployment())
                .text("commit", tenure.commit())
                .instant("since", tenure.since())
                .span("healthy", tenure.healthy())
                .instant("well", tenure.well())
                .instant("ailing", tenure.ailing())
                .instant("until", tenure.until())
                .instant("pinned", tenure.pinned())
                .node();
    }

    @Override
    public Tenure read(Doc doc) {
        return new Tenure(
                doc.text("service"),
                doc.text("deployment"),
                doc.optionalText("commit"),
                doc.instant("since"),
                doc.span("healthy"),
                doc.optionalInstant("well"),
                doc.optionalInstant("ailing"),
                doc.optionalInstant("until"),
                doc.optionalInstant("pinned"));
    }
}
