package dev.tocsin.lab.proof;

import dev.tocsin.lab.proof.Platforms.Asked;
import dev.tocsin.remedy.Autonomy;
import java.time.Duration;
import java.util.List;

/** 7: nothing is done without leave, without a bad deployment shortly before, or without having looked. */
final class ActsNeedLeave implements Invariant {
    private static final Duration CORRELATED = Duration.ofMinutes(40);
    private static final Duration FRESH = Duration.ofMinutes(3);

    @Override
    public int number() {
        return 7;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        return truth.diary().asked.stream()
                .filter(asked -> !isRight(truth, asked))
                .map(asked -> truth.breach(this, asked.at(), "without leave or evidence: " + asked.pull()))
                .toList();
    }

    private static boolean isRight(Truth truth, Asked asked) {
        boolean leave = truth.setup(asked.at()).playbook().remedies().stream()
                .allMatch(remedy -> remedy.autonomy() == Autonomy.AUTO);
        boolean looked = truth.diary().looked.stream()
                .anyMatch(look -> !look.isAfter(asked.at()) && look.plus(FRESH).isAfter(asked.at()));
        boolean bad = truth.diary().bad().stream().anyMatch(window -> window.contains(asked.at(), CORRELATED));
        return leave && looked && bad;
    }
}
