package dev.tocsin.web;

import dev.tocsin.api.Unpinning;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Tried;
import dev.tocsin.model.GoFloat;
import dev.tocsin.provider.Deployment;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Stage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One incident, open or over. {@code isOpen} says whether one can still speak to it; {@code ledgerFault} is why its timeline is missing,
 * or the empty string.
 */
public record IncidentPage(
        IncidentLine line,
        boolean isOpen,
        boolean isAcknowledged,
        String receiver,
        List<String> others,
        Stamp closed,
        List<Alerting> alerts,
        List<Acting> acts,
        List<Pinned> pinned,
        List<Happening> timeline,
        String ledgerFault) {
    /** One alert of it: whether it still fires, since when its condition was met, and until when. */
    public record Alerting(
            String name,
            Tone tone,
            String word,
            String value,
            Stamp since,
            Stamp ended,
            List<Tag> labels,
            List<Tag> annotations) {
        static Alerting of(Member member, Glance glance) {
            return new Alerting(
                    member.name(),
                    member.isFiring() ? Tone.of(member.severity()) : Tone.NEUTRAL,
                    member.isFiring() ? "fires" : "ended",
                    GoFloat.general(member.value()),
                    glance.stamp(member.since()),
                    member.ended().map(glance::stamp).orElse(Stamp.NONE),
                    Tag.of(member.labels()),
                    Tag.of(member.annotations()));
        }
    }

    /** What was or is being done: {@code question} is what a person must give leave to, until {@code expires}. */
    public record Acting(
            String id, String remedy, Tone tone, String word, String text, Stamp at, String question, Stamp expires) {
        /** Whether it waits for a person's leave. */
        public boolean isWaiting() {
            return !question.isEmpty();
        }

        static Acting of(Tried tried, Glance glance) {
            var waiting = glance.state().remedies().find(tried.act()).flatMap(Act::awaiting);
            return new Acting(
                    tried.act(),
                    tried.remedy(),
                    tone(tried.kind()),
                    Deliveries.lower(tried.kind()),
                    tried.text(),
                    glance.stamp(tried.at()),
                    waiting.map(Stage.AwaitingApproval::why).orElse(""),
                    waiting.map(stage -> glance.stamp(stage.expires())).orElse(Stamp.NONE));
        }

        private static Tone tone(ActNews.Kind kind) {
            return switch (kind) {
                case VERIFIED -> Tone.GOOD;
                case COULD_NOT, INEFFECTIVE, FAILED, IN_DOUBT -> Tone.HIGH;
                case QUEUED, AWAITING_APPROVAL -> Tone.MEDIUM;
                case WANTED, STARTED, DONE -> Tone.LOW;
                case SUGGESTED, DECLINED -> Tone.NEUTRAL;
            };
        }
    }

    /** Production of a service that the incident is about, which stays where a rollback put it. */
    public record Pinned(String service, String deployment, Stamp since, boolean isBusy) {
        private static List<Pinned> of(Incident incident, Glance glance) {
            var able = glance.state().plan().playbook().unpinnable();
            return glance.state().deploys().pinned().stream()
                    .filter(tenure -> able.contains(tenure.service()))
                    .filter(tenure -> Unpinning.concerns(incident, tenure.service()))
                    .map(tenure -> new Pinned(
                            tenure.service(),
                            Deployment.words(tenure.deployment(), tenure.commit()),
                            tenure.pinned().map(glance::stamp).orElse(Stamp.NONE),
                            isBusy(tenure.service(), glance)))
                    .toList();
        }

        private static boolean isBusy(String service, Glance glance) {
            return glance.state().remedies().stream()
                    .anyMatch(
                            act -> act.service().equals(service) && act.order().isPresent() && !act.isOver());
        }
    }

    /** To whom it can be handed over. */
    private static List<String> others(Glance glance) {
        Directory directory = glance.state().plan().directory();
        return Stream.concat(directory.people().keySet().stream(), directory.schedules().keySet().stream())
                .sorted()
                .toList();
    }

    static IncidentPage of(Incident incident, Past past, Glance glance) {
        boolean open = incident.closed().isEmpty();
        return new IncidentPage(
                IncidentLine.of(incident, glance),
                open,
                incident.escalation().acknowledgedBy().isPresent(),
                incident.origin().receiver(),
                others(glance),
                incident.closed().map(glance::stamp).orElse(Stamp.NONE),
                incident.members().values().stream()
                        .sorted(Comparator.comparing(Member::isFiring, Comparator.reverseOrder())
                                .thenComparing(Member::since))
                        .map(member -> Alerting.of(member, glance))
                        .toList(),
                incident.tried().values().stream()
                        .sorted(Comparator.comparing(Tried::at))
                        .map(tried -> Acting.of(tried, glance))
                        .toList(),
                Pinned.of(incident, glance),
                Happening.all(incident, past, glance),
                past.fault());
    }
}
