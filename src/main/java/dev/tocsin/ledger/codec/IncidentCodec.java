package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Episode;
import dev.tocsin.incident.Escalation;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Severity;
import dev.tocsin.incident.Told;
import dev.tocsin.incident.Tried;
import dev.tocsin.route.GroupKey;
import java.util.TreeSet;

/** {@link Incident}. */
final class IncidentCodec implements Codec<Incident> {
    private static final Codec<Incident.Origin> ORIGIN = new Origin();
    private static final Codec<Incident.Flush> FLUSH = new Flush();
    private static final Codec<Member> MEMBER = new MemberCodec();
    private static final Codec<Told> TOLD = new ToldCodec();
    private static final Codec<Tried> TRIED = new TriedCodec();
    private static final Codec<Escalation> ESCALATION = new EscalationCodec();

    @Override
    public ObjectNode write(Incident incident) {
        return new Form()
                .one("origin", incident.origin(), ORIGIN)
                .map("members", incident.members(), MEMBER)
                .one("flush", incident.flush(), FLUSH)
                .map("told", incident.told(), TOLD)
                .one("escalation", incident.escalation(), ESCALATION)
                .map("tried", incident.tried(), TRIED)
                .whole("pages", incident.pages())
                .instant("closed", incident.closed())
                .node();
    }

    @Override
    public Incident read(Doc doc) {
        return new Incident(
                doc.one("origin", ORIGIN),
                doc.map("members", MEMBER),
                doc.one("flush", FLUSH),
                doc.map("told", TOLD),
                doc.one("escalation", ESCALATION),
                doc.map("tried", TRIED),
                doc.count("pages"),
                doc.optionalInstant("closed"));
    }

    private static final class Episodes implements Codec<Episode> {
        @Override
        public ObjectNode write(Episode episode) {
            return new Form()
                    .instant("told", episode.told())
                    .choice("severity", episode.severity())
                    .node();
        }

        @Override
        public Episode read(Doc doc) {
            return new Episode(doc.instant("told"), doc.choice("severity", Severity.class));
        }
    }

    private static final class Origin implements Codec<Incident.Origin> {
        private static final Codec<Episode> EPISODE = new Episodes();

        @Override
        public ObjectNode write(Incident.Origin origin) {
            return new Form()
                    .text("id", origin.id())
                    .text("route", origin.group().route())
                    .labels("group", origin.group().labels())
                    .text("receiver", origin.receiver())
                    .text("policy", origin.policy())
                    .instant("opened", origin.opened())
                    .list("earlier", origin.earlier(), EPISODE)
                    .node();
        }

        @Override
        public Incident.Origin read(Doc doc) {
            return new Incident.Origin(
                    doc.text("id"),
                    new GroupKey(doc.text("route"), doc.labels("group")),
                    doc.text("receiver"),
                    doc.optionalText("policy"),
                    doc.instant("opened"),
                    doc.optionalList("earlier", EPISODE));
        }
    }

    private static final class Flush implements Codec<Incident.Flush> {
        @Override
        public ObjectNode write(Incident.Flush flush) {
            return new Form()
                    .instant("next", flush.next())
                    .texts("postponed", flush.postponed())
                    .instant("begun", flush.begun())
                    .node();
        }

        @Override
        public Incident.Flush read(Doc doc) {
            return new Incident.Flush(
                    doc.instant("next"), new TreeSet<>(doc.texts("postponed")), doc.optionalInstant("begun"));
        }
    }
}
