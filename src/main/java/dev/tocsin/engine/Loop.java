package dev.tocsin.engine;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Transition;
import dev.tocsin.clock.Chance;
import dev.tocsin.clock.Clock;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.spool.Kept;
import dev.tocsin.notify.Parcel;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Levers;
import dev.tocsin.remedy.Report;
import dev.tocsin.remedy.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The one owner of all mutable domain state. Takes turns on one thread, one after the other: drain, turn, commit, swap, publish, hand
 * out. {@link #post}, {@link #reload} and {@link #state} may be called by any thread.
 */
public final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
    /**
     * How often a turn is committed though nothing changed, so that a restart knows how long nobody watched: soon while an alert's
     * {@code for} or {@code keep_firing_for} runs or one that was pushed must be said again, now and then otherwise.
     */
    private static final Duration TICKING_BEAT = Duration.ofSeconds(5);

    private static final Duration IDLE_BEAT = Duration.ofSeconds(30);

    private static final Duration REMINDER = Duration.ofMinutes(1);

    private final Ports ports;
    private final LinkedBlockingDeque<Object> mail = new LinkedBlockingDeque<>();
    private volatile State state;
    private volatile Instant lastTurn;

    /** When the last turn began, even if it failed. */
    private volatile Instant begun;

    private Instant lastCommit;
    private final AtomicReference<Duration> latest = new AtomicReference<>(Duration.ZERO);
    private boolean stopping;

    /** The alerts of the ledger that was taken over, until a turn has made them those of the state. */
    private Optional<List<Alert>> inherited = Optional.empty();

    /** Why turns are not saved, as it was logged last; empty while they are. */
    private String told = "";

    private Instant toldAt = Instant.EPOCH;

    /** On the loop's thread: whether this agent decides, or stands by. */
    private boolean deciding = true;

    /** What the loop goes by. {@code audience} sees each step after it is durable, on the loop's thread, and must not block. */
    public record Ports(Clock clock, Chance chance, Ledger ledger, Hands hands, Consumer<Step> audience) {}

    private record Reload(Plan plan) {}

    private record Stop() {}

    /** What was posted at once; who waits for what becomes of it is answered after the turn. */
    private record Letter(List<Item> items, Optional<CompletableFuture<Heard>> answer) {
        void answered(Heard heard) {
            answer.ifPresent(waiting -> waiting.complete(heard));
        }
    }

    /** What became of a step's changes. */
    private enum Fate {
        DURABLE,
        SPOOLED,
        /** In memory alone. */
        UNSAVED,
        /** Nowhere: another agent decides. */
        FENCED;

        Heard heard() {
            return switch (this) {
                case DURABLE, SPOOLED -> Heard.KEPT;
                case UNSAVED -> Heard.FORGETTABLE;
                case FENCED -> Heard.DROPPED;
            };
        }
    }

    /** Goes on from {@code state}; takes no turn yet. */
    public Loop(State state, Ports ports) {
        this.state = state;
        this.ports = ports;
        this.lastCommit = Instant.EPOCH;
        this.lastTurn = ports.clock().now();
        this.begun = lastTurn;
    }

    /** Tells the loop of something; it is heard in the next turn. */
    public void post(Item item) {
        mail.add(new Letter(List.of(item), Optional.empty()));
    }

    /** As {@link #post}, all of them in one turn. What this gives ends once that is over, and says what became of them. */
    public Future<Heard> tell(List<? extends Item> items) {
        CompletableFuture<Heard> answer = new CompletableFuture<>();
        mail.add(new Letter(List.copyOf(items), Optional.of(answer)));
        return answer;
    }

    /** From the next turn on, {@code plan} holds. */
    public void reload(Plan plan) {
        mail.add(new Reload(plan));
    }

    /** From the next turn on it decides, or stands by, as {@code kept} says; what was handed over is joined. */
    public void heed(Kept kept) {
        mail.add(kept);
        switch (kept) {
            case Kept.Deciding(var handovers) -> join(handovers);
            case Kept.TakenOver(var found, var handovers) -> join(handovers);
            case Kept.StandingBy standing -> {}
            case Kept.Apart apart -> {}
        }
    }

    /** In the next turn what another agent decided on its own is joined to the state. */
    public void join(List<Handover> handovers) {
        handovers.stream().map(Item.Recovered::of).forEach(this::post);
    }

    /** The state after the last turn that is durable. */
    public State state() {
        return state;
    }

    /** The state after the last turn that is durable, as one turn would write it. */
    public Changes whole() {
        return state.whole(lastTurn);
    }

    /** When the last turn was: when that is long ago, nobody is told of anything. */
    public Instant lastTurn() {
        return lastTurn;
    }

    /**
     * When the next turn is to be taken though nothing comes: a second after the last, or when something falls due. What was due in the
     * last turn already waits for something else, such as the end of a silence, and is looked at with the rest.
     */
    public Instant next() {
        Instant beat = begun.plus(LONGEST_SLEEP);
        Optional<Instant> due = deciding ? state.due() : Optional.empty();
        return due.filter(begun::isBefore).filter(beat::isAfter).orElse(beat);
    }

    /** Takes turns until {@link #stop}; sleeps while nothing comes and nothing falls due. */
    public void run() {
        while (!stopping) {
            try {
                Instant wanted = await();
                turn();
                waited(Duration.between(wanted, ports.clock().now()));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The longest that something had to wait for the end of its turn, since this was asked last. For one asker. */
    public Duration latest() {
        return latest.getAndSet(Duration.ZERO);
    }

    private void waited(Duration wait) {
        latest.accumulateAndGet(wait, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** The turn after the next is not taken. */
    public void stop() {
        mail.add(new Stop());
    }

    /** Takes one turn with what has come so far. For {@link #run} and for simulations; one thread only. */
    public void turn() {
        List<Letter> letters = drain();
        try {
            Heard heard = take(letters).heard();
            letters.forEach(letter -> letter.answered(heard));
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "turn failed, taking its %d letters one by one", letters.size());
            letters.forEach(this::takeAlone);
        }
    }

    /** One bad letter stays one bad letter: it is dropped, and the others are heard. */
    private void takeAlone(Letter letter) {
        try {
            letter.answered(take(List.of(letter)).heard());
        } catch (RuntimeException bug) {
            LOG.errorf(
                    bug,
                    "dropped %s",
                    letter.items().stream()
                            .map(item -> item.getClass().getSimpleName())
                            .toList());
            letter.answered(Heard.DROPPED);
        }
    }

    private Fate take(List<Letter> letters) {
        List<Item> items =
                letters.stream().flatMap(letter -> letter.items().stream()).toList();
        Now now = new Now(
                ports.clock().now(), ports.clock().wall(), ports.chance().key());
        begun = now.now();
        if (!deciding) {
            watch(items, now);
            return Fate.FENCED;
        }
        Step step = caughtUp(Turn.turn(state, Inbox.of(items), now));
        boolean awaited = letters.stream().anyMatch(letter -> letter.answer().isPresent());
        Fate fate = isWorthACommit(step, awaited, now.now()) ? commit(step, now.now()) : Fate.DURABLE;
        if (fate == Fate.FENCED) {
            deciding = false;
            watch(items, now);
            return fate;
        }
        boolean durable = fate == Fate.DURABLE;
        inherited = Optional.empty();
        state = step.state();
        lastTurn = now.now();
        state.alerts().transitions().forEach(Loop::log);
        step.changes().parcels().forEach(parcel -> log(parcel, now.now()));
        step.echoes().forEach(news -> post(new Item.Said(news)));
        ports.audience().accept(step);
        step.attempts().forEach(ports.hands()::deliver);
        step.tasks().forEach(task -> handOut(task, durable));
        return fate;
    }

    /** A turn of one that stands by: nothing of it is committed, said or done. */
    private void watch(List<Item> items, Now now) {
        Step step = Turn.watched(state, Inbox.of(items), now);
        state = step.state();
        lastTurn = now.now();
        ports.audience().accept(step);
    }

    /** Returns when something came or fell due: since when the turn is wanted. */
    private Instant await() throws InterruptedException {
        Instant before = ports.clock().now();
        Duration sleep = Duration.between(before, next());
        Object first = mail.poll(Math.max(0, sleep.toMillis()), TimeUnit.MILLISECONDS);
        if (first == null) {
            return before.plus(sleep.isNegative() ? Duration.ZERO : sleep);
        }
        mail.addFirst(first);
        return ports.clock().now();
    }

    private List<Letter> drain() {
        List<Object> drained = new ArrayList<>();
        mail.drainTo(drained);
        List<Letter> letters = new ArrayList<>();
        for (Object one : drained) {
            switch (one) {
                case Letter letter -> letters.add(letter);
                case Reload reload ->
                    state = state.under(reload.plan(), ports.clock().now());
                case Kept kept -> become(kept);
                case Stop stop -> stopping = true;
                default -> throw new IllegalStateException("nobody posts " + one);
            }
        }
        return letters;
    }

    private void become(Kept kept) {
        Instant now = ports.clock().now();
        switch (kept) {
            case Kept.Deciding same -> {}
            case Kept.Apart apart -> deciding = true;
            case Kept.TakenOver taken -> {
                state = state.takingOver(taken.found(), now);
                inherited = Optional.of(taken.found().alerts());
                deciding = true;
            }
            case Kept.StandingBy standing -> {
                deciding = false;
                inherited = Optional.empty();
                state = standing.seen()
                        .map(found -> state.lookingAt(found, now))
                        .orElse(state);
            }
        }
    }

    /** The first turn after taking over writes what of the alerts this agent has seen itself, and nobody has written. */
    private Step caughtUp(Step step) {
        return inherited.map(step::catchingUp).orElse(step);
    }

    /**
     * A turn without changes is not, but now and then. Nor but when somebody waits for an answer: that it changes nothing is known only
     * while this agent is the one that decides.
     */
    private boolean isWorthACommit(Step step, boolean awaited, Instant now) {
        boolean nothing = step.changes().isEmpty()
                && step.attempts().isEmpty()
                && step.tasks().isEmpty();
        Duration beat = isTicking(step.state()) ? TICKING_BEAT : IDLE_BEAT;
        return !nothing || awaited || stopping || !now.isBefore(lastCommit.plus(beat));
    }

    /** What became of the step. When it is not in the ledger, people are told all the same, and nothing is acted on. */
    private Fate commit(Step step, Instant now) {
        try {
            ports.ledger().commit(step.changes());
            lastCommit = now;
            told = "";
            return ports.ledger().health() instanceof Durability.Durable ? Fate.DURABLE : Fate.SPOOLED;
        } catch (LedgerGone gone) {
            if (gone.why() == Why.FENCED) {
                LOG.warnf("standing by, and nothing of this turn is said or done: %s", gone.getMessage());
                return Fate.FENCED;
            }
            complain(String.valueOf(gone.getMessage()), now);
            return Fate.UNSAVED;
        }
    }

    /** Once a minute and for each cause: every turn would say the same. */
    private void complain(String cause, Instant now) {
        if (!cause.equals(told) || !now.isBefore(toldAt.plus(REMINDER))) {
            LOG.errorf("ledger gone, going on from memory: %s", cause);
            told = cause;
            toldAt = now;
        }
    }

    private static boolean isTicking(State state) {
        return state.alerts().stream().map(Alert::state).anyMatch(each -> !(each instanceof AlertState.Firing));
    }

    /** Acting fails closed: what must not be done twice is not done once while it is not in the ledger. */
    private void handOut(Task task, boolean durable) {
        if (task instanceof Task.Perform perform && !durable) {
            Answer.Refused<Levers.Accepted> refused =
                    new Answer.Refused<>(Answer.Cause.NOT_ASKED, "the ledger cannot be written");
            post(new Item.Reported(new Report.Performed(
                    perform.act(), perform.number(), refused, ports.clock().now())));
            return;
        }
        ports.hands().carryOut(task);
    }

    /** A page that did not arrive, as soon as that is known. */
    private static void log(Parcel parcel, Instant now) {
        parcel.trouble().filter(trouble -> trouble.at().equals(now)).ifPresent(trouble -> {
            String what = parcel.isOpen() ? "not delivered yet, goes on" : "refused";
            LOG.warnf(
                    "page=%s endpoint=%s attempt=%d %s: %s %s",
                    parcel.id(),
                    parcel.page().endpoint().id(),
                    parcel.attempts(),
                    what,
                    trouble.cause().word(),
                    trouble.detail());
        });
    }

    private static void log(Transition transition) {
        LOG.infof(
                "alert=%s %s labels=%s",
                transition.alert().name(), transition.kind(), transition.alert().labels());
    }
}
