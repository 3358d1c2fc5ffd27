package dev.tocsin.lab.proof;

import dev.tocsin.engine.Heard;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Word;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Those who are told. They answer what they were told of, and say it again as long as nobody listens. */
final class People {
    private static final Duration AGAIN = Duration.ofSeconds(20);

    private final Run run;
    private final Diary diary;
    private final Map<String, Silence> silences = new HashMap<>();
    private final Deque<String> taken = new ArrayDeque<>();

    People(Run run, Diary diary) {
        this.run = run;
        this.diary = diary;
    }

    /** Takes what is open and was told {@code by} them, or somebody, last. */
    void acknowledge(String by, Optional<Duration> limit) {
        Instant from = run.clock().now();
        openIncident().ifPresent(incident -> {
            taken.push(incident);
            run.note(
                    by,
                    "acknowledges " + incident
                            + limit.map(time -> " for " + time).orElse(""));
            say(
                    () -> run.anybody(incident),
                    () -> new Item.Said(
                            new Word.Acknowledge(incident, by, run.clock().now(), limit)),
                    heard -> diary.taken.add(new Diary.Taken(incident, by, from, heard, limit.map(heard::plus))));
        });
    }

    /** Takes back what was taken last. */
    void takeBack() {
        Instant from = run.clock().now();
        if (taken.isEmpty()) {
            return;
        }
        String incident = taken.pop();
        run.note("somebody", "takes back " + incident);
        say(
                () -> run.anybody(incident),
                () -> new Item.Said(
                        new Word.Unacknowledge(incident, "somebody", run.clock().now())),
                heard -> diary.takenBack.add(new Diary.TakenBack(incident, from, heard)));
    }

    void silence(Deed.Silencing deed) {
        Instant from = run.clock().now();
        List<Matcher> matchers = deed.match().entrySet().stream()
                .map(one -> Matcher.equal(one.getKey(), one.getValue()))
                .toList();
        Silence silence = new Silence(
                deed.id(),
                matchers,
                from,
                from.plus(deed.lasting()),
                new Silence.Authorship("somebody", "noise", from));
        run.note("somebody", "silences " + deed.match() + " for " + deed.lasting());
        say(run::anybody, () -> new Item.Silenced(silence), heard -> {
            silences.put(deed.id(), silence);
            diary.quieted.add(new Diary.Quieted(deed.id(), deed.match(), from, heard, silence.ends()));
        });
    }

    void expire(String id) {
        Optional.ofNullable(silences.remove(id)).ifPresent(silence -> {
            Instant from = run.clock().now();
            run.note("somebody", "ends silence " + id);
            say(
                    run::anybody,
                    () -> new Item.Silenced(silence.ended(run.clock().now())),
                    heard -> shorten(id, from, heard));
        });
    }

    /** From when it was said first nobody knows whether it is silent still. */
    private void shorten(String id, Instant from, Instant heard) {
        diary.quieted.replaceAll(one -> one.id().equals(id) && one.ends().isAfter(from)
                ? new Diary.Quieted(id, one.match(), one.from(), one.heard().isAfter(from) ? from : one.heard(), heard)
                : one);
        diary.ended.put(id, from);
    }

    private Optional<String> openIncident() {
        List<String> open = run.farEnds().pager().open();
        return diary.receipts.reversed().stream()
                .map(Diary.Receipt::page)
                .filter(page -> page.kind() == Page.Kind.TRIGGER && open.contains(page.dedupKey()))
                .map(Page::incidentId)
                .findFirst();
    }

    /** To one of {@code whom}, until some agent has heard it. */
    private void say(Supplier<Optional<Agent>> whom, Supplier<Item> what, java.util.function.Consumer<Instant> heard) {
        Optional<Future<Heard>> told = whom.get().flatMap(agent -> agent.tell(what.get()));
        Instant at = run.clock().now();
        run.clock().at(at.plus(told.isPresent() ? Duration.ofSeconds(1) : AGAIN), () -> {
            if (told.filter(Future::isDone)
                    .filter(one -> one.resultNow() != Heard.DROPPED)
                    .isPresent()) {
                heard.accept(at);
            } else {
                say(whom, what, heard);
            }
        });
    }
}
