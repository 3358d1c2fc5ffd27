package dev.tocsin.remedy;

import dev.tocsin.deploy.Tenure;
import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.provider.Deployment;
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

    private final Case asked;
    private final Remedy.Limits limits;

    private Guards(Case asked) {
        this.asked = asked;
        this.limits = asked.remedy().limits();
    }

    /** What each guard says, in their order; a guard that has nothing to look at, because another found nothing, is silent. */
    static List<Verdict> weigh(Case asked) {
        Guards guards = new Guards(asked);
        return Stream.of(Guard.values())
                .flatMap(guard -> guards.ask(guard).stream())
                .toList();
    }

    /** Whether the platform was asked for {@code act}, which then did not help, and nobody has pardoned it. */
    static boolean isBad(Act act) {
        return act.stage() instanceof Stage.Over over
                && act.requested().isPresent()
                && DID_NOT_HELP.contains(over.outcome())
                && !act.pardoned();
    }

    private Optional<Verdict> ask(Guard guard) {
        return switch (guard) {
            case ALERT_FIRES -> Optional.of(alertFires());
            case DEPLOY_CORRELATION -> Optional.of(correlation());
            case KNOWN_GOOD -> asked.current().map(current -> knownGood());
            case ELIGIBLE -> asked.target().map(Guards::eligible);
            case NOTHING_UNDER_WAY -> Optional.of(nothingUnderWay());
            case COOLDOWN -> Optional.of(cooldown());
            case BUDGET -> Optional.of(budget());
            case ONE_AT_A_TIME -> Optional.of(oneAtATime());
            case LOOP_BREAKER -> Optional.of(loopBreaker());
        };
    }

    private Verdict alertFires() {
        boolean fires = asked.bench().firing().contains(asked.act().wish().alert());
        return Verdict.of(fires, Guard.ALERT_FIRES, fires ? "the alert still fires" : "the alert is over");
    }

    private Verdict correlation() {
        Optional<Deployment> current = asked.current();
        if (current.isEmpty()) {
            return Verdict.unknown(Guard.DEPLOY_CORRELATION, "the platform shows no deployment that serves");
        }
        Instant since = asked.since(current.get());
        Instant onset = asked.act().wish().onset();
        String name = current.get().words();
        if (onset.isBefore(since.minus(SKEW))) {
            String before = Words.between(onset, since);
            return Verdict.no(Guard.DEPLOY_CORRELATION, "the trouble began " + before + " before " + name + " served");
        }
        Duration after = Duration.between(since, onset);
        Duration most = asked.remedy().evidence().deployedWithin();
        boolean soon = after.compareTo(most) <= 0;
        String evidence = "the trouble began " + Words.of(after) + " after " + name + " began to serve";
        return Verdict.of(soon, Guard.DEPLOY_CORRELATION, soon ? evidence : evidence + ", more than " + Words.of(most));
    }

    private Verdict knownGood() {
        Optional<Deployment> target = asked.target();
        if (target.isPresent()) {
            Duration healthy = asked.record(target.get())
                    .map(one -> one.healthy(asked.now()))
                    .orElse(Duration.ZERO);
            return Verdict.yes(Guard.KNOWN_GOOD, target.get().words() + " was healthy for " + Words.of(healthy));
        }
        List<Deployment> earlier = asked.earlier();
        if (earlier.isEmpty()) {
            return Verdict.unknown(Guard.KNOWN_GOOD, "there is no earlier deployment to go back to");
        }
        Deployment previous = earlier.getFirst();
        return asked.record(previous)
                .map(tenure -> Verdict.no(Guard.KNOWN_GOOD, whyNotGood(previous, tenure)))
                .orElseGet(() -> Verdict.unknown(
                        Guard.KNOWN_GOOD, "there is no record of how healthy " + previous.words() + " was"));
    }

    private String whyNotGood(Deployment previous, Tenure tenure) {
        if (tenure.ailing().isPresent()) {
            return previous.words() + " was in trouble itself when it was replaced";
        }
        return previous.words() + " was seen healthy for only " + Words.of(tenure.healthy(asked.now())) + " of "
                + Words.of(asked.remedy().evidence().healthyFor());
    }

    private static Verdict eligible(Deployment target) {
        boolean can = target.canRollback();
        return Verdict.of(
                can,
                Guard.ELIGIBLE,
                can ? "the platform can go back to it" : "the platform can no longer go back to " + target.words());
    }

    private Verdict nothingUnderWay() {
        return asked.underWay()
                .map(one -> Verdict.no(Guard.NOTHING_UNDER_WAY, one.words() + " is being deployed already"))
                .orElseGet(() -> Verdict.yes(Guard.NOTHING_UNDER_WAY, "nothing newer is being deployed"));
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
        Optional<Act> other = onService().filter(Guards::isUnderWay).findFirst();
        return other.map(act -> Verdict.no(Guard.ONE_AT_A_TIME, "another act on it is under way: " + act.id()))
                .orElseGet(() -> Verdict.yes(Guard.ONE_AT_A_TIME, "no other act on it is under way"));
    }

    private static boolean isUnderWay(Act act) {
        return switch (act.stage()) {
            case Stage.Weighing weighing -> false;
            case Stage.AwaitingApproval awaiting -> false;
            case Stage.Requesting requesting -> true;
            case Stage.InDoubt doubt -> true;
            case Stage.Following following -> true;
            case Stage.Verifying verifying -> true;
            case Stage.Over over -> false;
        };
    }

    private Verdict loopBreaker() {
        return onService()
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
        return onService().flatMap(act -> act.requested().stream());
    }

    private Stream<Act> onService() {
        return asked.others().stream()
                .filter(act -> act.service().equals(asked.act().service()));
    }
}
