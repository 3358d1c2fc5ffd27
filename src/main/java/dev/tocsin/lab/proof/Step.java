package dev.tocsin.lab.proof;

import dev.tocsin.incident.Page;
import dev.tocsin.lab.proof.Diary.Receipt;
import dev.tocsin.oncall.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step of a ladder as it arrived: the {@code number}th (from 1) of {@code policy}. */
record Step(String incident, int number, Policy policy, Receipt receipt) {
    private static final Pattern PLACE = Pattern.compile("step ([0-9]+) of ([0-9]+)");
    private static final Set<Page.Reason> REASONS = Set.of(
            Page.Reason.ESCALATED,
            Page.Reason.UNDELIVERED,
            Page.Reason.ACT_FAILED,
            Page.Reason.LATE,
            Page.Reason.UNACKNOWLEDGED);

    /** Those of each incident in the order in which they arrived, the same page once. */
    static Map<String, List<Step>> byIncident(Truth truth) {
        Map<String, List<Step>> steps = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (Receipt receipt : truth.diary().receipts) {
            Page page = receipt.page();
            if (page.kind() == Page.Kind.TRIGGER
                    && REASONS.contains(page.reason())
                    && seen.add(page.id() + page.at())) {
                of(truth, receipt)
                        .ifPresent(step -> steps.computeIfAbsent(step.incident(), id -> new ArrayList<>())
                                .add(step));
            }
        }
        return steps;
    }

    private static Optional<Step> of(Truth truth, Receipt receipt) {
        Page page = receipt.page();
        return page.incident()
                .step()
                .map(PLACE::matcher)
                .filter(Matcher::matches)
                .flatMap(place -> {
                    int length = Integer.parseInt(place.group(2));
                    return truth.world().setups().getFirst().policies().values().stream()
                            .filter(policy -> policy.length() == length)
                            .findFirst()
                            .map(policy ->
                                    new Step(page.incidentId(), Integer.parseInt(place.group(1)), policy, receipt));
                });
    }

    Instant at() {
        return receipt.page().at();
    }

    Page page() {
        return receipt.page();
    }

    /** Whether its time had come, rather than that something brought it on. */
    boolean isOfTime() {
        return page().reason() == Page.Reason.ESCALATED;
    }

    /** Whether it went to whom the policy names. */
    boolean isToTheRight() {
        String person = page().endpoint().id().split("/")[0];
        return policy.step(number - 1).targets().contains(person);
    }

    /** How long after the first step it is due. */
    Duration after() {
        Duration sum = Duration.ZERO;
        for (int before = 0; before < number - 1; before++) {
            sum = sum.plus(policy.step(before).delay());
        }
        return sum;
    }

    boolean isLast() {
        return number >= policy.length();
    }
}
