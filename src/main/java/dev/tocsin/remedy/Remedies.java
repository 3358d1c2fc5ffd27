package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.ActWish;
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
        throw new UnsupportedOperationException();
    }

    /** Takes on what incidents ask for. What was asked for before is not taken on again. */
    public Progress accept(List<ActWish> wishes, Bench bench) {
        throw new UnsupportedOperationException();
    }

    /** After a restart: tasks under way are lost. A request whose report never came is in doubt, and read back. */
    public Remedies resumed(Instant now) {
        throw new UnsupportedOperationException();
    }

    /** When time alone will change something next. */
    public Optional<Instant> due() {
        throw new UnsupportedOperationException();
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
