package dev.tocsin.lab.proof;

import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.lab.simulation.Pager;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Everybody who is sent to. They merge as PagerDuty does, and misbehave as the world says. */
final class FarEnds {
    /** What nobody else may ever read. */
    static final String SECRET = "R0UT1NGKEY";

    private static final Duration LATER = Duration.ofSeconds(25);

    private final World world;
    private final Supplier<Instant> now;
    private final Diary diary;
    private final Dice dice;
    private final Pager pager = new Pager();
    private Answering last = Answering.USUAL;

    FarEnds(World world, Supplier<Instant> now, Diary diary, Dice dice) {
        this.world = world;
        this.now = now;
        this.diary = diary;
        this.dice = dice;
    }

    /** How an answer comes: {@code after} so long, so many times. */
    record Answering(Duration after, int copies) {
        static final Answering USUAL = new Answering(Duration.ofMillis(150), 1);
    }

    /** How the answer to what was sent last comes. */
    Answering answering() {
        Answering answering = last;
        last = Answering.USUAL;
        return answering;
    }

    Pager pager() {
        return pager;
    }

    /** The way to every endpoint. */
    Channel channel() {
        return this::take;
    }

    private Delivery take(Page page, Instant deadline) {
        Optional<Fault> fault = world.perils().of(page.endpoint().id()).stream()
                .filter(one -> one.when().contains(now.get()) && dice.happens(one.share()))
                .findFirst();
        if (fault.isEmpty()) {
            return accept(page, "");
        }
        return met(fault.get(), page, Duration.between(now.get(), deadline));
    }

    private Delivery met(Fault fault, Page page, Duration left) {
        return switch (fault.kind()) {
            case ERROR -> deferred(page, Cause.SERVER_ERROR, "500", Optional.empty());
            case UNREACHABLE -> deferred(page, Cause.UNREACHABLE, "connection refused", Optional.empty());
            case BUSY -> deferred(page, Cause.RATE_LIMITED, "429", Optional.of(fault.rest()));
            case TIMEOUT -> {
                say(page, "gets nothing, no answer to");
                yield unanswered(page, left);
            }
            case LIE -> {
                accept(page, ", the answer is lost");
                yield unanswered(page, left);
            }
            case LATE -> {
                last = new Answering(left.plus(LATER), 1);
                diary.unknown(page);
                yield accept(page, ", the answer comes late");
            }
            case TWICE -> {
                last = new Answering(Answering.USUAL.after(), 2);
                yield accept(page, ", the answer comes twice");
            }
            case NEVER -> {
                last = new Answering(Duration.ZERO, 0);
                diary.unknown(page);
                yield accept(page, ", the call never ends");
            }
            case BUG -> {
                say(page, "is not reached by a channel with a bug, for");
                diary.unknown(page);
                throw new IllegalStateException("POST https://far.end/?key=" + SECRET);
            }
            case REFUSAL -> {
                say(page, "refuses for good");
                diary.refused.add(page);
                yield new Delivery.Refused(Cause.INVALID, "400");
            }
        };
    }

    private Delivery deferred(Page page, Cause cause, String detail, Optional<Duration> rest) {
        say(
                page,
                "does not take (" + detail
                        + rest.map(time -> ", rest " + time.toSeconds() + " s").orElse("") + ")");
        return new Delivery.Deferred(cause, detail, rest);
    }

    private Delivery unanswered(Page page, Duration left) {
        last = new Answering(left, 1);
        diary.unknown(page);
        return new Delivery.Unknown(Cause.TIMEOUT, "no answer");
    }

    private Delivery accept(Page page, String how) {
        int rings = pager.rings().size();
        Delivery delivery = pager.take(page, now.get());
        boolean rang = pager.rings().size() > rings;
        diary.receipts.add(new Diary.Receipt(now.get(), page, rang));
        say(page, (rang ? "RINGS with" : "gets") + how);
        return delivery;
    }

    private void say(Page page, String what) {
        diary.note(
                now.get(),
                page.endpoint().id(),
                what + " " + page.kind() + " " + page.id() + " (" + page.reason() + ") firing=" + names(page.firing())
                        + " resolved=" + names(page.resolved()));
    }

    private static String names(List<Member> members) {
        return members.stream()
                .map(one -> one.name() + "/" + one.labels().get("service") + "/"
                        + one.labels().get("severity"))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
