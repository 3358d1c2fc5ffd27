package dev.tocsin.lab.proof;

import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** 9: a rule that cannot be evaluated is told of. That its neighbours go on is judged with 1, in the same worlds. */
final class OneBadThing implements Invariant {
    private static final Duration LONG = Duration.ofMinutes(12);
    private static final Labels FAILING = Labels.of("severity", "high");

    @Override
    public int number() {
        return 9;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        if (truth.world().perils().poison().isEmpty() || isTold(truth)) {
            return List.of();
        }
        Duration calm = Duration.ZERO;
        for (Instant at : truth.grid()) {
            boolean counts = at.isBefore(truth.world().times().calm())
                    && truth.isCalm("chat/slack/0", at)
                    && truth.isTaking("ops/email/0", at)
                    && !truth.isPerhapsQuiet(FAILING, at)
                    && truth.ways(FAILING, at).stream().noneMatch(way -> truth.isQuietTime(way, at));
            calm = counts ? calm.plus(Truth.GRAIN) : Duration.ZERO;
            if (calm.compareTo(LONG) > 0) {
                return List.of(truth.breach(this, at, "nobody was told of a rule that cannot be evaluated"));
            }
        }
        return List.of();
    }

    private static boolean isTold(Truth truth) {
        return truth.diary().receipts.stream()
                .flatMap(receipt -> receipt.page().firing().stream())
                .anyMatch(member -> member.name().equals("RuleEvaluationFailing"));
    }
}
