package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.ActWish;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All acts that are not over, and those over that guards still look at. Immutable; every transition is pure. The tasks of a
 * {@link Progress} may be carried out only after its {@code changed} are durable.
 */
public final class Remedies {
    /** No guard looks further back. */
    static final Duration MEMORY = Duration.ofDays(31);

    private final SortedMap<String, Act> acts;

    private Remedies(SortedMap<String, Act> acts) {
        this.acts = Collections.unmodifiableSortedMap(acts);
    }

    /** No acts. */
    public static Remedies none() {
        return new Remedies(new TreeMap<>());
    }

    /** These, as read back from the ledger; {@link #resumed} comes next. */
    public static Remedies of(Collection<Act> acts) {
        SortedMap<String, Act> byId = new TreeMap<>();
        acts.forEach(act -> byId.put(act.id(), act));
        return new Remedies(byId);
    }

    /** What a turn made of the acts: what to write down, then what to do, and what to tell the incidents. */
    public record Progress(Remedies remedies, List<Act> changed, List<Task> tasks, List<ActNews> news) {
        public Progress {
            changed = List.copyOf(changed);
            tasks = List.copyOf(tasks);
            news = List.copyOf(news);
        }
    }

    /** The acts after what was reported and said since the last turn, and after the time that has passed. */
    public Progress advance(List<Report> reports, List<Command> commands, Bench bench) {
        Shift shift = new Shift(remembered(bench.now()), bench);
        commands.forEach(command -> obey(shift, command));
        reports.forEach(report -> shift.find(report.act()).ifPresent(act -> hear(shift, act, report)));
        // A second look: what was just decided may have something to do at once.
        List.copyOf(shift.acts().keySet()).forEach(id -> shift.find(id).ifPresent(act -> tick(shift, act)));
        List.copyOf(shift.acts().values()).forEach(act -> proceed(shift, act));
        return shift.progress();
    }

    /** Takes on what incidents ask for. What was asked for before is not taken on again. */
    public Progress accept(List<ActWish> wishes, Bench bench) {
        Shift shift = new Shift(acts, bench);
        for (ActWish wish : wishes) {
            if (shift.find(wish.id()).isEmpty()) {
                Gathering.begin(shift, wish);
            }
        }
        return shift.progress();
    }

    /** After a restart: tasks under way are lost. A request whose report never came is in doubt, and read back. */
    public Remedies resumed(Instant now) {
        return of(acts.values().stream()
                .map(act -> act.in(act.stage().resumed(now)))
                .toList());
    }

    /** These and {@code found}, which are of an earlier run and became known only now. Of one that both know, ours is kept. */
    public Remedies joined(Remedies found) {
        SortedMap<String, Act> all = new TreeMap<>(found.acts);
        all.putAll(acts);
        return new Remedies(all);
    }

    /** When time alone will change something next. */
    public Optional<Instant> due() {
        return stream().flatMap(act -> act.stage().due().stream()).min(Instant::compareTo);
    }

    private SortedMap<String, Act> remembered(Instant now) {
        SortedMap<String, Act> kept = new TreeMap<>(acts);
        kept.values()
                .removeIf(act -> act.stage() instanceof Stage.Over over
                        && over.at().plus(MEMORY).isBefore(now));
        return kept;
    }

    private static void obey(Shift shift, Command command) {
        switch (command) {
            case Command.Approve approve ->
                shift.find(approve.act())
                        .filter(act -> act.hears(approve))
                        .ifPresent(act -> Gathering.weigh(shift, act, Optional.of(approve.by())));
            case Command.Reject reject ->
                shift.find(reject.act())
                        .filter(act -> act.hears(reject))
                        .ifPresent(act -> Gathering.reject(shift, act, reject.by()));
            case Command.Unpin unpin -> Gathering.begin(shift, unpin);
            case Command.Pardon pardon ->
                List.copyOf(shift.acts().values()).stream()
                        .filter(act -> act.service().equals(pardon.service()) && Guards.isBad(act))
                        .forEach(act -> shift.put(act.forgiven()));
        }
    }

    private static void hear(Shift shift, Act act, Report report) {
        switch (act.stage()) {
            case Stage.Weighing stage
            when report instanceof Report.Weighed said -> Gathering.hear(shift, act, stage, said);
            case Stage.Requesting stage
            when report instanceof Report.Performed said -> Asking.hear(shift, act, stage, said);
            case Stage.InDoubt stage
            when report instanceof Report.Performed said -> Asking.hear(shift, act, stage, said);
            case Stage.InDoubt stage
            when report instanceof Report.LookedBack said -> Asking.hear(shift, act, stage, said);
            case Stage.Following stage
            when report instanceof Report.Followed said -> Watching.hear(shift, act, stage, said);
            case Stage.Verifying stage
            when report instanceof Report.Watched said -> Watching.hear(shift, act, stage, said);
            // Late: the act has gone on since.
            case Stage.Weighing stage -> {}
            case Stage.Queued stage -> {}
            case Stage.AwaitingApproval stage -> {}
            case Stage.Requesting stage -> {}
            case Stage.InDoubt stage -> {}
            case Stage.Following stage -> {}
            case Stage.Verifying stage -> {}
            case Stage.Over stage -> {}
        }
    }

    private static void tick(Shift shift, Act act) {
        switch (act.stage()) {
            case Stage.Weighing stage -> Gathering.tick(shift, act, stage);
            // Only when all others were looked at: see proceed.
            case Stage.Queued stage -> {}
            case Stage.AwaitingApproval stage -> Gathering.tick(shift, act, stage);
            case Stage.Requesting stage -> Asking.tick(shift, act, stage);
            case Stage.InDoubt stage -> Asking.tick(shift, act, stage);
            case Stage.Following stage -> Watching.tick(shift, act, stage);
            case Stage.Verifying stage -> Watching.tick(shift, act, stage);
            case Stage.Over stage -> {}
        }
    }

    /** What waits for another act goes on in the turn in which that is over, whichever of them comes first by its id. */
    private static void proceed(Shift shift, Act act) {
        if (act.stage() instanceof Stage.Queued stage) {
            Gathering.tick(shift, act, stage);
        }
    }

    /** The act of this id, over or not, as long as it is remembered. */
    public Optional<Act> find(String id) {
        return Optional.ofNullable(acts.get(id));
    }

    /** Every act that is remembered, in order of id. */
    public Stream<Act> stream() {
        return acts.values().stream();
    }
}
