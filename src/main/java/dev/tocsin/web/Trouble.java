package dev.tocsin.web;

import dev.tocsin.config.Fault;
import dev.tocsin.ledger.Durability;
import dev.tocsin.notify.Parcel;
import dev.tocsin.notify.Parcel.Transit;
import dev.tocsin.provider.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One thing that the agent is unhappy with about itself: {@code what} in few words, {@code why} in detail. */
public record Trouble(Tone tone, String what, List<String> why) {
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final int MOST = 20;

    public Trouble {
        why = List.copyOf(why);
    }

    /** All of them, the worst first. */
    static List<Trouble> of(Glance glance) {
        List<Trouble> all = new ArrayList<>();
        if (!glance.health().turning()) {
            all.add(new Trouble(Tone.CRITICAL, "The agent takes no turns: nobody is told of anything", List.of()));
        }
        ledger(glance, all);
        late(glance, all);
        refused(glance, all);
        reload(glance, all);
        rules(glance, all);
        glance.health()
                .samples()
                .ifPresent(cause ->
                        all.add(new Trouble(Tone.MEDIUM, "Samples are not written to the disk", List.of(cause))));
        blind(glance, all);
        OncallLine.trouble(glance).ifPresent(all::add);
        pinned(glance, all);
        return List.copyOf(all);
    }

    private static void ledger(Glance glance, List<Trouble> all) {
        switch (glance.health().durability()) {
            case Durability.Durable durable -> {}
            case Durability.StandingBy standing ->
                all.add(new Trouble(
                        Tone.LOW,
                        "This agent stands by: another decides, and this page shows what that one committed last",
                        List.of(standing.why())));
            case Durability.Spooling spooling ->
                all.add(new Trouble(
                        Tone.HIGH,
                        "The ledger is gone since "
                                + glance.stamp(spooling.since()).text()
                                + " UTC: turns are spooled, nothing is acted on",
                        List.of(spooling.cause(), spooling.turns() + " turns wait for it")));
            case Durability.Gone gone ->
                all.add(new Trouble(
                        Tone.CRITICAL,
                        "Nothing durable can be written since "
                                + glance.stamp(gone.since()).text() + " UTC: a crash now would forget what goes on",
                        List.of(gone.cause())));
        }
    }

    private static void late(Glance glance, List<Trouble> all) {
        List<String> late = glance.state().outbox().stream()
                .filter(Parcel::isOpen)
                .filter(parcel -> parcel.trouble().isPresent()
                        || parcel.page().at().plus(LATE).isBefore(glance.now()))
                .map(parcel -> words(parcel, glance))
                .toList();
        if (!late.isEmpty()) {
            all.add(new Trouble(Tone.HIGH, count(late.size(), "page") + " not delivered yet", some(late)));
        }
    }

    private static void refused(Glance glance, List<Trouble> all) {
        List<String> refused = glance.state().outbox().stream()
                .filter(parcel -> parcel.transit() instanceof Transit.Refused)
                .map(parcel -> words(parcel, glance))
                .toList();
        if (!refused.isEmpty()) {
            all.add(new Trouble(Tone.HIGH, count(refused.size(), "page") + " refused for good", some(refused)));
        }
    }

    private static String words(Parcel parcel, Glance glance) {
        String trouble = parcel.trouble()
                .map(one -> ": " + one.cause().word() + (one.detail().isEmpty() ? "" : ", " + one.detail()))
                .orElse("");
        return Deliveries.whom(parcel.page().endpoint()) + ", written "
                + glance.stamp(parcel.page().at()).text() + " UTC, "
                + count(parcel.attempts(), "attempt") + trouble;
    }

    private static void reload(Glance glance, List<Trouble> all) {
        var reload = glance.health().reload();
        if (!reload.successful()) {
            all.add(new Trouble(
                    Tone.HIGH,
                    "The configuration of " + glance.stamp(reload.at()).text()
                            + " UTC was refused: the one before stays in force",
                    some(reload.faults().stream().map(Fault::toString).toList())));
        }
    }

    private static void rules(Glance glance, List<Trouble> all) {
        var broken = glance.state().broken();
        if (!broken.isEmpty()) {
            all.add(new Trouble(
                    Tone.HIGH,
                    count(broken.size(), "rule") + " cannot be evaluated",
                    some(broken.entrySet().stream()
                            .map(entry -> entry.getKey().name() + ": " + entry.getValue())
                            .toList())));
        }
    }

    private static void blind(Glance glance, List<Trouble> all) {
        var blind = glance.health().blind();
        if (!blind.isEmpty()) {
            all.add(new Trouble(
                    Tone.MEDIUM,
                    "A platform does not say what serves",
                    some(blind.entrySet().stream()
                            .sorted(java.util.Map.Entry.comparingByKey())
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .toList())));
        }
    }

    /** Until somebody promotes a deployment; whoever pushes a fix must know it. */
    private static void pinned(Glance glance, List<Trouble> all) {
        List<String> pinned = glance.state().deploys().pinned().stream()
                .map(tenure -> tenure.service() + ": " + Deployment.words(tenure.deployment(), tenure.commit())
                        + " since "
                        + tenure.pinned().map(at -> glance.stamp(at).text()).orElse("") + " UTC")
                .toList();
        if (!pinned.isEmpty()) {
            all.add(new Trouble(
                    Tone.LOW,
                    "Production is pinned: what is pushed does not go live until somebody promotes it",
                    some(pinned)));
        }
    }

    private static List<String> some(List<String> all) {
        if (all.size() <= MOST) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, MOST));
        some.add("and " + (all.size() - MOST) + " more");
        return some;
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
