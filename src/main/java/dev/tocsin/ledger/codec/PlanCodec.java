package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.remedy.Plan;
import java.util.TreeSet;

/** {@link Plan}. */
final class PlanCodec implements Codec<Plan> {
    private static final Codec<Plan.Point> POINT = new Point();

    @Override
    public ObjectNode write(Plan plan) {
        return new Form()
                .one("from", plan.from(), POINT)
                .one("target", plan.target(), POINT)
                .texts("known", plan.known())
                .instant("newest", plan.newest())
                .node();
    }

    @Override
    public Plan read(Doc doc) {
        return new Plan(
                doc.one("from", POINT),
                doc.one("target", POINT),
                new TreeSet<>(doc.texts("known")),
                doc.instant("newest"));
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
