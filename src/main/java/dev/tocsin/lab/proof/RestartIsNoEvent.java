package dev.tocsin.lab.proof;

import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.lab.proof.Diary.Receipt;
import dev.tocsin.lab.proof.Setup.Branch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 4: {@code for} and the time between repeats last as long as if nobody had died meanwhile. Steps and acknowledgements are judged with 3, cooldowns with 6. */
final class RestartIsNoEvent implements Invariant {
    private static final Duration A_TURN = Duration.ofSeconds(1);

    @Override
    public int number() {
        return 4;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        List<Breach> breaches = new ArrayList<>();
        Duration shortest = truth.world().setups().stream()
                .flatMap(setup -> setup.branches().stream())
                .map(Branch::timings)
                .map(timings -> timings.repeat())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        Map<String, Instant> told = new HashMap<>();
        for (Receipt receipt : truth.diary().receipts) {
            Page page = receipt.page();
            if (page.kind() == Page.Kind.TRIGGER) {
                page.firing().stream()
                        .filter(member -> isEarly(truth, member, page.at()))
                        .findFirst()
                        .ifPresent(member -> breaches.add(truth.breach(
                                this, receipt.at(), page.id() + " tells of " + member.name() + " before its time")));
                Instant last = told.put(page.dedupKey(), page.at());
                boolean isSoon = last != null
                        && last.isBefore(page.at())
                        && page.at().isBefore(last.plus(shortest).minus(A_TURN));
                if (page.reason() == Page.Reason.REPEAT
                        && isSoon
                        && !truth.world().isShared()) {
                    breaches.add(truth.breach(this, receipt.at(), page.id() + " repeats what was told at " + last));
                }
            }
        }
        return breaches;
    }

    /** What is not one of the world's alarms is the agent's own. */
    private static boolean isEarly(Truth truth, Member member, Instant at) {
        List<Alarm> alarms = truth.alarms().stream()
                .filter(alarm -> alarm.labels().equals(member.labels()))
                .toList();
        return alarms.stream()
                .anyMatch(alarm -> alarm.met().stream()
                        .noneMatch(window ->
                                !window.from().plus(alarm.hold().before()).isAfter(at.plus(A_TURN))));
    }
}
