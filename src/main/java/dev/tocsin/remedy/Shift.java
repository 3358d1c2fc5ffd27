package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.ActNews.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One turn's work on the acts, and what the turn wants written, done and told. Lives on the loop's thread for one turn; the
 * steps ({@link Gathering}, {@link Asking}, {@link Watching}) write to it.
 */
final class Shift {
    /** How long after its deadline a report may still come in before the task counts as lost. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private final Bench bench;
    private final SortedMap<String, Act> acts;
    private final Map<String, Act> changed = new LinkedHashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<ActNews> news = new ArrayList<>();

    Shift(SortedMap<String, Act> acts, Bench bench) {
        this.acts = new TreeMap<>(acts);
        this.bench = bench;
    }

    Instant now() {
        return bench.now();
    }

    Bench bench() {
        return bench;
    }

    SortedMap<String, Act> acts() {
        return acts;
    }

    Optional<Act> find(String id) {
        return Optional.ofNullable(acts.get(id));
    }

    /** All but {@code act}. */
    List<Act> others(Act act) {
        return acts.values().stream().filter(one -> !one.id().equals(act.id())).toList();
    }

    Optional<Remedy> remedy(Act act) {
        return bench.playbook().find(act.wish().remedy());
    }

    /** The remedy's pace; the usual one when a reload took the remedy away while its act was under way. */
    Remedy.Pace pace(Act act) {
        return remedy(act).map(Remedy::pace).orElse(Remedy.Pace.USUAL);
    }

    /** Where {@code plan} is carried out. */
    static Task.Place place(Act act, Plan plan) {
        return new Task.Place(act.service(), plan.pull().lever());
    }

    /** By when a call that begins now is over. */
    Instant deadline(Act act) {
        return now().plus(pace(act).call());
    }

    /** How much may be done by itself: what the remedy says, and less where the decision matrix forbids it. */
    Autonomy autonomy(Act act) {
        // A remedy that is gone was one that would have acted: people must hear that nothing came of it.
        Autonomy wished = remedy(act).map(Remedy::autonomy).orElse(Autonomy.AUTO);
        return bench.playbook().matrix().cap(wished, act.service(), act.wish().alert(), bench.firing());
    }

    /** How people say what {@code act} does. */
    Phrase phrase(Act act) {
        return new Phrase(act.service());
    }

    /** {@code roll api back}: what {@code act} is about, also when its remedy is gone. */
    String wish(Act act) {
        return remedy(act)
                .map(remedy -> phrase(act).wish(remedy.action()))
                .orElseGet(() -> act.stage()
                        .planned()
                        .map(plan -> phrase(act).todo(plan))
                        .orElse("do anything" + (act.service().isEmpty() ? "" : " for " + act.service())));
    }

    /** Whether there is still a reason for it: the alert fires, or a person wants it. */
    boolean wants(Act act) {
        return act.order().isPresent() || bench.firing().contains(act.wish().alert());
    }

    Act put(Act act) {
        acts.put(act.id(), act);
        changed.put(act.id(), act);
        return act;
    }

    void move(Act act, Stage next) {
        put(act.in(next));
    }

    void task(Task task) {
        tasks.add(task);
    }

    void tell(Act act, Kind kind, String text) {
        news.add(new ActNews(act.wish().incident(), act.id(), act.wish().remedy(), kind, text, now()));
    }

    void end(Act act, Kind kind, String text, Optional<Plan> plan) {
        move(act, new Stage.Over(kind, text, now(), plan));
        tell(act, kind, text);
    }

    Remedies.Progress progress() {
        return new Remedies.Progress(Remedies.of(acts.values()), List.copyOf(changed.values()), tasks, news);
    }
}
