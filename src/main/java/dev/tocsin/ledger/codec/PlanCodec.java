package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.remedy.Plan;
import java.util.TreeSet;

/** {@link Plan}. */
final class PlanCodec implements Codec<Plan> {
    private static final Codec<Plan.Point> POINT = new Point();
    private static final Codec<Plan.Room> ROOM = new Room();

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
            case Plan.Resize resize ->
                Form.of("resize")
                        .one("from", resize.from(), ROOM)
                        .one("to", resize.to(), ROOM)
                        .node();
            case Plan.Promote promote ->
                Form.of("promote")
                        .one("from", promote.from(), POINT)
                        .one("target", promote.target(), POINT)
                        .instant("moved", promote.moved())
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
            case "resize" -> new Plan.Resize(doc.one("from", ROOM), doc.one("to", ROOM));
            case "promote" ->
                new Plan.Promote(doc.one("from", POINT), doc.one("target", POINT), doc.optionalInstant("moved"));
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

    private static final class Room implements Codec<Plan.Room> {
        @Override
        public ObjectNode write(Plan.Room room) {
            return new Form()
                    .whole("milli_cpus", room.milliCpus())
                    .whole("bytes", room.bytes())
                    .node();
        }

        @Override
        public Plan.Room read(Doc doc) {
            return new Plan.Room(doc.whole("milli_cpus"), doc.whole("bytes"));
        }
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
