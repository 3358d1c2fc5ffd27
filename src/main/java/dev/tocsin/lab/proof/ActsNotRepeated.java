package dev.tocsin.lab.proof;

import dev.tocsin.lab.proof.Platforms.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** 6: what was asked of a platform is asked again only after a look, and never when it was done; and no sooner than the cooldown says. */
final class ActsNotRepeated implements Invariant {
    private static final Duration COOLDOWN = Duration.ofMinutes(30);

    @Override
    public int number() {
        return 6;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        List<Breach> breaches = new ArrayList<>();
        List<Asked> asked = truth.diary().asked;
        for (int one = 1; one < asked.size(); one++) {
            Asked before = asked.get(one - 1);
            Asked after = asked.get(one);
            boolean looked = truth.diary().looked.stream()
                    .anyMatch(look -> look.isAfter(before.at()) && look.isBefore(after.at()));
            boolean soon = after.at().isBefore(before.at().plus(COOLDOWN));
            if (!looked || (before.effective() && soon)) {
                breaches.add(truth.breach(
                        this,
                        after.at(),
                        "asked again for " + after.pull() + (looked ? ", which was done" : " without a look")));
            }
        }
        return breaches;
    }
}
