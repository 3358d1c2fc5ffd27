package dev.tocsin.remedy;

import dev.tocsin.config.Fields;
import dev.tocsin.incident.RemedyTrigger;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import dev.tocsin.provider.Lever;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One remedy as configured: when it is wanted, for which service, and under which conditions it may act. */
public record Remedy(
        RemedyTrigger trigger,
        String service,
        Autonomy autonomy,
        Action action,
        Limits limits,
        Duration approval,
        Verify verify,
        Pace pace) {
    private static final Duration USUAL_APPROVAL = Duration.ofMinutes(15);

    /** Its name: the trigger's. */
    public String name() {
        return trigger.name();
    }

    /**
     * Reads one of {@code remedies}. {@code services} are those that can be acted on, and how; {@code signal} throws an
     * {@link IllegalArgumentException} for what is not PromQL.
     */
    static Remedy read(Fields in, Map<String, Set<Lever>> services, Consumer<String> signal) {
        RemedyTrigger trigger = new RemedyTrigger(
                in.text("name"),
                in.parsedList("matchers", Matchers::parse).stream()
                        .flatMap(List::stream)
                        .toList(),
                in.duration("after", Duration.ZERO));
        if (trigger.matchers().isEmpty()) {
            in.fault("matchers", "is required: without one, every alert would want this");
        }
        Action action = Action.read(in);
        if (action.lever().isEmpty()) {
            return proposal(trigger, in.text("service", ""), action);
        }
        return new Remedy(
                trigger,
                in.requiredParsed(
                        "service", name -> service(name, action.lever().orElseThrow(), services), ""),
                in.choice("autonomy", Autonomy.class, Autonomy.SUGGEST),
                action,
                Limits.read(in),
                in.optional("approve", approve -> approve.duration("expires", USUAL_APPROVAL))
                        .orElse(USUAL_APPROVAL),
                in.one("verify", verify -> Verify.read(verify, signal)),
                in.optional("pace", Pace::read).orElse(Pace.USUAL));
    }

    /** A remedy that only speaks; {@code service} may be empty: then it is the alert's. */
    static Remedy proposal(RemedyTrigger trigger, String service, Action action) {
        return new Remedy(
                trigger, service, Autonomy.SUGGEST, action, Limits.USUAL, USUAL_APPROVAL, Verify.NOTHING, Pace.USUAL);
    }

    /** A remedy with everything as usual but what it is about. */
    static Remedy usual(RemedyTrigger trigger, String service, Autonomy autonomy, Action action, Verify verify) {
        return new Remedy(trigger, service, autonomy, action, Limits.USUAL, USUAL_APPROVAL, verify, Pace.USUAL);
    }

    /** What lets production of {@code service} go on when a person asks for it; no alert does. */
    static Remedy unpin(String service, Verify verify) {
        // No alert is without a name.
        RemedyTrigger never =
                new RemedyTrigger(unpinning(service), List.of(Matcher.equal("alertname", "")), Duration.ZERO);
        return usual(never, service, Autonomy.AUTO, new Action.Promote(), verify);
    }

    /** The name of that one. */
    public static String unpinning(String service) {
        return "unpin-" + service;
    }

    /** Whether an alert may ask for it. */
    boolean isTriggered() {
        return !(action instanceof Action.Promote);
    }

    private static String service(String name, Lever lever, Map<String, Set<Lever>> services) {
        List<String> able = services.entrySet().stream()
                .filter(one -> one.getValue().contains(lever))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!able.contains(name)) {
            throw new IllegalArgumentException(
                    able.isEmpty()
                            ? "there is no service with a platform that can " + lever.word()
                            : "no service with a platform that can " + lever.word() + " has this name; there is "
                                    + String.join(", ", able));
        }
        return name;
    }

    /**
     * How often a service may be acted on in this way: {@code cooldown} between acts, at most {@code acts} in {@code per}, and after one
     * that did not help none for {@code breaker}.
     */
    public record Limits(Duration cooldown, int acts, Duration per, Duration breaker) {
        private static final int USUAL_ACTS = 2;

        /** Where the configuration says nothing. */
        static final Limits USUAL =
                new Limits(Duration.ofMinutes(30), USUAL_ACTS, Duration.ofDays(1), Duration.ofDays(1));

        static Limits read(Fields in) {
            Budget budget = in.optional("budget", Budget::read).orElse(Budget.USUAL);
            return new Limits(
                    remembered(in, "cooldown", USUAL.cooldown()),
                    budget.acts(),
                    budget.per(),
                    remembered(in, "loop_breaker", USUAL.breaker()));
        }

        private record Budget(int acts, Duration per) {
            static final Budget USUAL = new Budget(USUAL_ACTS, Duration.ofDays(1));

            static Budget read(Fields in) {
                long acts = in.whole("acts", USUAL_ACTS);
                if (acts < 1 || acts > 1000) {
                    in.fault("acts", "must be from 1 to 1000");
                }
                return new Budget((int) acts, remembered(in, "per", USUAL.per()));
            }
        }

        private static Duration remembered(Fields in, String key, Duration fallback) {
            Duration time = in.duration(key, fallback);
            if (time.compareTo(Remedies.MEMORY) > 0) {
                in.fault(key, "must be at most " + Words.of(Remedies.MEMORY) + ": no act is remembered longer");
            }
            return time;
        }
    }

    /**
     * How the platform is asked: each call takes {@code call} at most, looks come every {@code poll}; evidence that cannot be
     * had is tried for {@code patience}; a request without an answer has surely not arrived after {@code settle} without a
     * trace; and the platform must be done {@code finish} after it agreed.
     */
    public record Pace(Duration call, Duration poll, Duration patience, Duration settle, Duration finish) {
        /** Where the configuration says nothing. */
        public static final Pace USUAL = new Pace(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10));

        static Pace read(Fields in) {
            return new Pace(
                    positive(in, "call", USUAL.call()),
                    positive(in, "poll", USUAL.poll()),
                    in.duration("patience", USUAL.patience()),
                    positive(in, "settle", USUAL.settle()),
                    positive(in, "finish", USUAL.finish()));
        }

        private static Duration positive(Fields in, String key, Duration fallback) {
            Duration time = in.duration(key, fallback);
            if (!time.isPositive()) {
                in.fault(key, "must be longer than nothing");
            }
            return time;
        }
    }
}
