package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks every guard about one case. */
final class Guards {
    /** How far the platform's clock may be off ours. */
    static final Duration SKEW = Duration.ofSeconds(5);

    private static final Set<Kind> DID_NOT_HELP = Set.of(Kind.INEFFECTIVE, Kind.FAILED, Kind.IN_DOUBT);

    /** What an act on the service is the reason of while it is under way. */
    private static final Set<Guard> PASSING = Set.of(Guard.ONE_AT_A_TIME, Guard.NOTHING_UNDER_WAY);

    private final Case asked;
    private final Remedy.Limits limits;

    private Guards(Case asked) {
        this.asked = asked;
        this.limits = asked.remedy().limits();
    }

    /** What each guard says, in their order; a guard that has nothing to look at, because another found nothing, is silent. */
    static List<Verdict> weigh(Case asked, Ground ground) {
        Guards guards = new Guards(asked);
        // Who asks for it himself knows how often he did, and has looked.
        Stream<Verdict> common = asked.act().order().isPresent()
                ? Stream.of(guards.oneAtATime())
                : Stream.of(
                        guards.alertFires(),
                        guards.cooldown(),
                        guards.budget(),
                        guards.oneAtATime(),
                        guards.loopBreaker());
        return Stream.concat(ground.verdicts().stream(), common)
                .sorted(Comparator.comparing(Verdict::guard))
                .toList();
    }

    /** Whether nothing speaks against it that lasts longer than another act on the service. */
    static boolean mayPass(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.says() == Verdict.Says.NO)
                .allMatch(verdict -> PASSING.contains(verdict.guard()));
    }

    /** Whether the platform was asked for {@code act}, which then did not help, and nobody has pardoned it. */
    static boolean isBad(Act act) {
        return act.stage() instanceof Stage.Over over
                && act.requested().isPresent()
                && DID_NOT_HELP.contains(over.outcome())
                && !act.pardoned();
    }

    private Verdict alertFires() {
        boolean fires = asked.bench().firing().contains(asked.act().wish().alert());
        return Verdict.of(fires, Guard.ALERT_FIRES, fires ? "the alert still fires" : "the alert is over");
    }

    private Verdict cooldown() {
        Optional<Instant> last = requests().max(Comparator.naturalOrder());
        boolean over = last.filter(when -> asked.now().isBefore(when.plus(limits.cooldown())))
                .isEmpty();
        return Verdict.of(
                over,
                Guard.COOLDOWN,
                last.map(when -> "the last act on it was " + Words.between(when, asked.now()) + " ago"
                                + (over ? "" : ", less than " + Words.of(limits.cooldown())))
                        .orElse("it was not acted on before"));
    }

    private Verdict budget() {
        Instant from = asked.now().minus(limits.per());
        long acts = requests().filter(when -> when.isAfter(from)).count();
        return Verdict.of(
                acts < limits.acts(),
                Guard.BUDGET,
                acts + " of " + limits.acts() + " acts in " + Words.of(limits.per()) + " are used");
    }

    private Verdict oneAtATime() {
        return underWay(asked.others(), asked.act().service())
                .map(act -> Verdict.no(Guard.ONE_AT_A_TIME, "another act on it is under way: " + act.id()))
                .orElseGet(() -> Verdict.yes(Guard.ONE_AT_A_TIME, "no other act on it is under way"));
    }

    /** The act that is under way on {@code service}, among {@code acts}. */
    static Optional<Act> underWay(List<Act> acts, String service) {
        return on(acts, service).filter(Guards::isUnderWay).findFirst();
    }

    private static boolean isUnderWay(Act act) {
        return switch (act.stage()) {
            case Stage.Weighing weighing -> false;
            case Stage.Queued queued -> false;
            case Stage.AwaitingApproval awaiting -> false;
            case Stage.Requesting requesting -> true;
            case Stage.InDoubt doubt -> true;
            case Stage.Following following -> true;
            case Stage.Verifying verifying -> true;
            case Stage.Over over -> false;
        };
    }

    private Verdict loopBreaker() {
        return sameOnService()
                .filter(Guards::isBad)
                .filter(act -> act.stage() instanceof Stage.Over over
                        && asked.now().isBefore(over.at().plus(limits.breaker())))
                .findFirst()
                .map(act -> Verdict.no(
                        Guard.LOOP_BREAKER,
                        "an earlier act on it did not help, and nobody has looked since: " + act.id()))
                .orElseGet(() -> Verdict.yes(Guard.LOOP_BREAKER, "no act on it has been in vain"));
    }

    private Stream<Instant> requests() {
        return sameOnService().flatMap(act -> act.requested().stream());
    }

    /** A scaling that was in vain, or just now, is no reason against a rollback. */
    private Stream<Act> sameOnService() {
        return on(asked.others(), asked.act().service())
                .filter(act -> act.lever().equals(asked.remedy().action().lever()));
    }

    private static Stream<Act> on(List<Act> acts, String service) {
        return acts.stream().filter(act -> act.service().equals(service));
    }
}
