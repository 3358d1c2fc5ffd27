package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.remedy.Plan;
import java.util.TreeSet;

/** {@link Plan}. */
final class PlanCodec implements Codec<Plan> {
    private static final Codec<Plan.Point> POINT = new Point();

    @Override
    public ObjectNode write(Plan plan) {
        return switch (plan) {
            case Plan.Rollback rollback -> rollback(rollback);
            case Plan.Restart restart ->
                Form.of("restart")
                        .one("deployment", restart.deployment(), POINT)
                        .texts("processes", restart.processes())
                        .node();
            case Plan.Scale scale ->
                Form.of("scale")
                        .whole("from", scale.from())
                        .whole("to", scale.to())
                        .node();
            case Plan.Run run ->
                Form.of("run")
                        .choice("what", run.kind())
                        .text("act", run.act())
                        .texts("known", run.known())
                        .flag("dark", run.dark())
                        .node();
        };
    }

    @Override
    public Plan read(Doc doc) {
        return switch (doc.kind()) {
            case "rollback" ->
                new Plan.Rollback(
                        doc.one("from", POINT),
                        doc.one("target", POINT),
                        new TreeSet<>(doc.texts("known")),
                        doc.instant("newest"),
                        new Plan.Way(doc.flag("in_place"), doc.optionalInstant("moved")));
            case "restart" -> new Plan.Restart(doc.one("deployment", POINT), new TreeSet<>(doc.texts("processes")));
            case "scale" -> new Plan.Scale(doc.count("from"), doc.count("to"));
            case "run" ->
                new Plan.Run(
                        doc.choice("what", Plan.Run.Kind.class),
                        doc.text("act"),
                        new TreeSet<>(doc.texts("known")),
                        doc.flag("dark"));
            default -> throw doc.unknownKind();
        };
    }

    private static ObjectNode rollback(Plan.Rollback plan) {
        return Form.of("rollback")
                .one("from", plan.from(), POINT)
                .one("target", plan.target(), POINT)
                .texts("known", plan.known())
                .instant("newest", plan.newest())
                .flag("in_place", plan.way().inPlace())
                .instant("moved", plan.way().moved())
                .node();
    }

    private static final class Point implements Codec<Plan.Point> {
        @Override
        public ObjectNode write(Plan.Point point) {
            return new Form()
                    .text("deployment", point.deployment())
                    .text("commit", point.commit())
                    .node();
        }

        @Override
        public Plan.Point read(Doc doc) {
            return new Plan.Point(doc.text("deployment"), doc.optionalText("commit"));
        }
    }
}
