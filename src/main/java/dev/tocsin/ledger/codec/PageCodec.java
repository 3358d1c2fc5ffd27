package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Deployed;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import dev.tocsin.incident.Tried;

/** {@link Page}. */
final class PageCodec implements Codec<Page> {
    private static final Codec<Endpoint> ENDPOINT = new EndpointCodec();
    private static final Codec<Member> MEMBER = new MemberCodec();
    private static final Codec<Page.View> VIEW = new View();

    @Override
    public ObjectNode write(Page page) {
        return new Form()
                .text("id", page.id())
                .text("dedup_key", page.dedupKey())
                .one("endpoint", page.endpoint(), ENDPOINT)
                .choice("kind", page.kind())
                .choice("reason", page.reason())
                .instant("at", page.at())
                .one("incident", page.incident(), VIEW)
                .list("firing", page.firing(), MEMBER)
                .list("resolved", page.resolved(), MEMBER)
                .whole("again", page.again())
                .node();
    }

    @Override
    public Page read(Doc doc) {
        return new Page(
                doc.text("id"),
                doc.text("dedup_key"),
                doc.one("endpoint", ENDPOINT),
                doc.choice("kind", Page.Kind.class),
                doc.choice("reason", Page.Reason.class),
                doc.instant("at"),
                doc.one("incident", VIEW),
                doc.list("firing", MEMBER),
                doc.list("resolved", MEMBER),
                doc.count("again", 0));
    }

    private static final class View implements Codec<Page.View> {
        private static final Codec<Tried> TRIED = new TriedCodec();
        private static final Codec<Deployed> DEPLOYED = new DeployedCodec();

        @Override
        public ObjectNode write(Page.View view) {
            return new Form()
                    .text("id", view.id())
                    .labels("group", view.group())
                    .text("group_key", view.groupKey())
                    .text("receiver", view.receiver())
                    .choice("severity", view.severity())
                    .instant("opened", view.opened())
                    .text("acknowledged_by", view.acknowledgedBy())
                    .text("step", view.step())
                    .list("tried", view.tried(), TRIED)
                    .optional("deployed", view.deployed(), DEPLOYED)
                    .texts("affected", view.affected())
                    .text("headline", view.headline())
                    .node();
        }

        @Override
        public Page.View read(Doc doc) {
            return new Page.View(
                    doc.text("id"),
                    doc.labels("group"),
                    doc.optionalText("group_key").orElse(""),
                    doc.text("receiver"),
                    doc.choice("severity", Severity.class),
                    doc.instant("opened"),
                    doc.optionalText("acknowledged_by"),
                    doc.optionalText("step"),
                    doc.list("tried", TRIED),
                    doc.optional("deployed", DEPLOYED),
                    doc.texts("affected"),
                    doc.text("headline"));
        }
    }
}
