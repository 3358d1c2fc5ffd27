package dev.tocsin.lab.proof;

import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import dev.tocsin.lab.proof.Diary.Taken;
import dev.tocsin.lab.proof.Setup.Branch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** 3: no step goes out early or after an acknowledgement; each goes out in time. */
final class EscalationOnTime implements Invariant {
    private static final Duration SLACK = Duration.ofSeconds(45);
    private static final Duration A_TURN = Duration.ofSeconds(1);

    @Override
    public int number() {
        return 3;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        List<Breach> breaches = new ArrayList<>();
        Step.byIncident(truth).values().forEach(steps -> {
            if (isPlain(truth, steps)) {
                early(truth, steps, breaches);
                late(truth, steps, breaches);
            }
            afterAcknowledgement(truth, steps, breaches);
        });
        return breaches;
    }

    /** Whether only time moves it: nothing was refused, merged, or routed otherwise meanwhile. */
    private static boolean isPlain(Truth truth, List<Step> steps) {
        Page first = steps.getFirst().page();
        return truth.diary().refused.stream()
                        .noneMatch(page -> page.incidentId().equals(first.incidentId()))
                && truth.diary().receipts.stream()
                        .map(Diary.Receipt::page)
                        .filter(page -> page.reason() == Page.Reason.MERGED)
                        .noneMatch(page ->
                                page.incident().group().equals(first.incident().group()))
                && steps.getFirst().number() == 1
                && truth.diary().loaded.stream()
                        .noneMatch(one -> one.at().isAfter(steps.getFirst().at()));
    }

    private void early(Truth truth, List<Step> steps, List<Breach> breaches) {
        // As they were decided: one that was moved on may arrive after the next.
        List<Step> decided =
                steps.stream().sorted(Comparator.comparing(Step::at)).toList();
        Instant first = decided.getFirst().at();
        for (Step step : decided) {
            if (!step.isOfTime() || isTakenBack(truth, step)) {
                return;
            }
            Instant due = first.plus(step.after());
            if (step.receipt().at().isBefore(due.minus(A_TURN))) {
                breaches.add(truth.breach(this, step.receipt().at(), "early: " + words(step) + ", due at " + due));
            }
            if (!step.isToTheRight()) {
                breaches.add(truth.breach(this, step.receipt().at(), "not whom the policy names: " + words(step)));
            }
        }
    }

    /** Whether somebody gave it back before: whoever is next is told at once, and that may not have arrived. */
    private static boolean isTakenBack(Truth truth, Step step) {
        return truth.diary().takenBack.stream()
                .anyMatch(one ->
                        one.incident().equals(step.incident()) && !one.from().isAfter(step.at()));
    }

    private void late(Truth truth, List<Step> steps, List<Breach> breaches) {
        Instant first = steps.getFirst().at();
        for (Step step : steps) {
            if (!step.isOfTime()) {
                return;
            }
            if (!step.isLast()) {
                Duration wait = step.policy().step(step.number() - 1).delay();
                Instant due = first.plus(step.after()).plus(wait);
                missing(truth, steps, step, due)
                        .ifPresent(at -> breaches.add(
                                truth.breach(this, at, "late: the step after " + words(step) + ", due at " + due)));
            }
        }
    }

    /** When the step after {@code step} had surely to be there, and was not. */
    private static Optional<Instant> missing(Truth truth, List<Step> steps, Step step, Instant due) {
        String endpoint = step.policy().step(step.number()).targets().getFirst() + "/pagerduty/0";
        Duration calm = Duration.ZERO;
        for (Instant at = step.at(); at.isBefore(truth.world().times().end()); at = at.plus(Truth.GRAIN)) {
            Instant now = at;
            boolean there = steps.stream()
                    .anyMatch(one ->
                            one.number() > step.number() && !one.receipt().at().isAfter(now));
            if (there || !isOwed(truth, step, at)) {
                return Optional.empty();
            }
            if (!at.isBefore(due) && truth.isCalm(endpoint, at)) {
                calm = calm.plus(Truth.GRAIN);
            }
            if (calm.compareTo(SLACK) > 0) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Whether something of the page still fires that people may be told of, and surely nobody has it. */
    private static boolean isOwed(Truth truth, Step step, Instant at) {
        boolean isTaken = truth.diary().taken.stream()
                .anyMatch(one -> one.incident().equals(step.incident())
                        && !at.isBefore(one.from())
                        && one.until()
                                .filter(until -> until.isBefore(step.at()))
                                .isEmpty());
        return !isTaken
                && step.page().firing().stream()
                        .anyMatch(member -> truth.alarms().stream()
                                .filter(alarm -> alarm.labels().equals(member.labels()))
                                .anyMatch(alarm -> truth.isMet(alarm, at) && isAudible(truth, alarm, at)));
    }

    private static boolean isAudible(Truth truth, Alarm alarm, Instant at) {
        List<Branch> ways = truth.ways(alarm.labels(), at);
        return ways.stream().allMatch(way -> truth.isSurelyAudible(alarm, way, at));
    }

    private void afterAcknowledgement(Truth truth, List<Step> steps, List<Breach> breaches) {
        for (Taken taken : truth.diary().taken) {
            Instant end = end(truth, taken, steps.getFirst().page());
            steps.stream()
                    .filter(step -> step.incident().equals(taken.incident()))
                    .filter(step -> step.at().isAfter(taken.heard().plus(A_TURN))
                            && step.at().isBefore(end)
                            && isWhole(truth, step.at()))
                    .findFirst()
                    .ifPresent(step -> breaches.add(truth.breach(
                            this, step.receipt().at(), "after " + taken.by() + " had taken it: " + words(step))));
        }
    }

    /** Agents that do not see each other do not know who has what. */
    private static boolean isWhole(Truth truth, Instant at) {
        return !truth.world().isShared() || truth.isWhole(at);
    }

    private static Instant end(Truth truth, Taken taken, Page page) {
        Stream<Instant> ends = Stream.of(
                        taken.until().stream(),
                        truth.diary().takenBack.stream()
                                .filter(one -> one.incident().equals(taken.incident()))
                                .filter(one -> !one.heard().isBefore(taken.from()))
                                .map(Diary.TakenBack::from),
                        truth.diary().taken.stream()
                                .filter(one -> one.incident().equals(taken.incident()))
                                .filter(one -> one.from().isAfter(taken.from())
                                        || one.heard().isAfter(taken.heard()))
                                // What was said before it and came after it stands from then on.
                                .map(one -> one.from().isAfter(taken.from()) ? one.from() : taken.from()),
                        worse(truth, taken, page),
                        own(truth, taken))
                .flatMap(one -> one);
        return ends.filter(Objects::nonNull).min(Instant::compareTo).orElse(Instant.MAX);
    }

    /** When something may begin that is worse than something that fired when it was taken, or may join it by a reload. */
    private static Stream<Instant> worse(Truth truth, Taken taken, Page page) {
        List<Alarm> group = truth.group(page.incident().group());
        Severity least =
                group.stream().map(Alarm::severity).min(Severity::compareTo).orElse(Severity.CRITICAL);
        List<Alarm> higher = group.stream()
                .filter(alarm -> alarm.severity().compareTo(least) > 0)
                .toList();
        Stream<Instant> begun = higher.stream()
                .flatMap(alarm -> alarm.met().stream()
                        .map(Window::from)
                        .filter(from ->
                                from.plus(alarm.hold().before()).plusSeconds(90).isAfter(taken.from())));
        Stream<Instant> joined = truth.diary().loaded.stream()
                .map(Diary.Loaded::at)
                .filter(at -> at.isAfter(taken.from()))
                .filter(at -> higher.stream().anyMatch(alarm -> truth.mayFire(alarm, at)));
        return Stream.concat(begun, joined);
    }

    /** When people were told of something that the agent says of itself: nobody had that when it was taken. */
    private static Stream<Instant> own(Truth truth, Taken taken) {
        return truth.diary().receipts.stream()
                .map(Diary.Receipt::page)
                .filter(page -> page.incidentId().equals(taken.incident())
                        && page.firing().stream().anyMatch(member -> !truth.isAlarm(member.labels())))
                .map(Page::at)
                .filter(at -> !at.isBefore(taken.from()));
    }

    private static String words(Step step) {
        return "step " + step.number() + " of " + step.policy().name() + " to "
                + step.page().endpoint().id() + " of " + step.incident();
    }
}
