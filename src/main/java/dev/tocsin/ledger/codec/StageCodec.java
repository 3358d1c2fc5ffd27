package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.ActNews;
import dev.tocsin.remedy.Plan;
import dev.tocsin.remedy.Stage;
import dev.tocsin.remedy.Verify;

/** {@link Stage}. */
final class StageCodec implements Codec<Stage> {
    private static final Codec<Plan> PLAN = new PlanCodec();
    private static final Codec<Verify> VERIFY = new Verification();

    @Override
    public ObjectNode write(Stage stage) {
        return switch (stage) {
            case Stage.Weighing weighing -> weighing(weighing);
            case Stage.Queued queued -> queued(queued);
            case Stage.AwaitingApproval awaiting -> awaiting(awaiting);
            case Stage.Requesting requesting -> requesting(requesting);
            case Stage.InDoubt doubt -> doubt(doubt);
            case Stage.Following following -> following(following);
            case Stage.Verifying verifying -> verifying(verifying);
            case Stage.Over over -> over(over);
        };
    }

    @Override
    public Stage read(Doc doc) {
        return switch (doc.kind()) {
            case "weighing" ->
                new Stage.Weighing(
                        doc.instant("since"),
                        doc.instant("until"),
                        doc.instant("next"),
                        doc.optionalText("approved_by"));
            case "queued" ->
                new Stage.Queued(doc.text("behind"), doc.instant("since"), doc.optionalText("approved_by"));
            case "awaiting_approval" ->
                new Stage.AwaitingApproval(
                        doc.one("plan", PLAN), doc.text("why"), doc.instant("since"), doc.instant("expires"));
            case "requesting" ->
                new Stage.Requesting(
                        doc.one("plan", PLAN), doc.instant("since"), doc.instant("until"), doc.count("number"));
            case "in_doubt" ->
                new Stage.InDoubt(
                        doc.one("plan", PLAN),
                        doc.instant("since"),
                        doc.count("looks"),
                        doc.instant("next"),
                        doc.count("number"));
            case "following" ->
                new Stage.Following(
                        doc.one("plan", PLAN),
                        doc.instant("since"),
                        doc.instant("until"),
                        doc.instant("next"),
                        doc.optionalText("trace"));
            case "verifying" ->
                new Stage.Verifying(
                        doc.one("plan", PLAN),
                        doc.one("verify", VERIFY),
                        doc.instant("since"),
                        doc.instant("until"),
                        doc.instant("next"),
                        doc.optionalInstant("good"));
            case "over" ->
                new Stage.Over(
                        doc.choice("outcome", ActNews.Kind.class),
                        doc.text("text"),
                        doc.instant("at"),
                        doc.optional("plan", PLAN));
            default -> throw doc.unknownKind();
        };
    }

    private static ObjectNode weighing(Stage.Weighing stage) {
        return Form.of("weighing")
                .instant("since", stage.since())
                .instant("until", stage.until())
                .instant("next", stage.next())
                .text("approved_by", stage.approvedBy())
                .node();
    }

    private static ObjectNode queued(Stage.Queued stage) {
        return Form.of("queued")
                .text("behind", stage.behind())
                .instant("since", stage.since())
                .text("approved_by", stage.approvedBy())
                .node();
    }

    private static ObjectNode awaiting(Stage.AwaitingApproval stage) {
        return Form.of("awaiting_approval")
                .one("plan", stage.plan(), PLAN)
                .text("why", stage.why())
                .instant("since", stage.since())
                .instant("expires", stage.expires())
                .node();
    }

    private static ObjectNode requesting(Stage.Requesting stage) {
        return Form.of("requesting")
                .one("plan", stage.plan(), PLAN)
                .instant("since", stage.since())
                .instant("until", stage.until())
                .whole("number", stage.number())
                .node();
    }

    private static ObjectNode doubt(Stage.InDoubt stage) {
        return Form.of("in_doubt")
                .one("plan", stage.plan(), PLAN)
                .instant("since", stage.since())
                .whole("looks", stage.looks())
                .instant("next", stage.next())
                .whole("number", stage.number())
                .node();
    }

    private static ObjectNode following(Stage.Following stage) {
        return Form.of("following")
                .one("plan", stage.plan(), PLAN)
                .instant("since", stage.since())
                .instant("until", stage.until())
                .instant("next", stage.next())
                .text("trace", stage.trace())
                .node();
    }

    private static ObjectNode verifying(Stage.Verifying stage) {
        return Form.of("verifying")
                .one("plan", stage.plan(), PLAN)
                .one("verify", stage.verify(), VERIFY)
                .instant("since", stage.since())
                .instant("until", stage.until())
                .instant("next", stage.next())
                .instant("good", stage.good())
                .node();
    }

    private static ObjectNode over(Stage.Over stage) {
        return Form.of("over")
                .choice("outcome", stage.outcome())
                .text("text", stage.text())
                .instant("at", stage.at())
                .optional("plan", stage.plan(), PLAN)
                .node();
    }

    private static final class Verification implements Codec<Verify> {
        @Override
        public ObjectNode write(Verify verify) {
            return new Form()
                    .text("signal", verify.signal())
                    .span("hold", verify.hold())
                    .span("within", verify.within())
                    .node();
        }

        @Override
        public Verify read(Doc doc) {
            return new Verify(doc.text("signal"), doc.span("hold"), doc.span("within"));
        }
    }
}
