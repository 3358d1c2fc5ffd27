package dev.tocsin.lab.world;

import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.pagerduty.Event;
import dev.tocsin.lab.pagerduty.Notification;
import dev.tocsin.lab.world.Cast.Person;
import dev.tocsin.lab.world.Note.Kind;
import dev.tocsin.lab.world.Verdict.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be claimed of a story, each with what was seen. */
final class Claims {
    /** What the news say of an act that did not help. */
    private static final String IN_VAIN = "no effect";

    /** What the news say of a rollback after which nothing that is pushed goes live. */
    private static final String PINNED = "production is pinned";

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    /** A press is noted once it was answered; the agent may have asked the platform before that. */
    private static final Duration ROUND_TRIP = Duration.ofSeconds(2);

    private Claims() {}

    static Check noFalseAlarm(Received received) {
        Instant trouble = received.badDeploy().orElse(Instant.MAX);
        List<String> early = Stream.concat(
                        received.paging().woken().stream()
                                .filter(one -> one.at().isBefore(trouble))
                                .map(one -> one.person() + " was woken"),
                        received.notes().stream()
                                .filter(one -> one.at().isBefore(trouble))
                                .map(one -> one.place() + " read \"" + one.title() + "\""))
                .toList();
        return agent("nobody is told of anything before the bad deploy", early.isEmpty(), list(early, "silence"));
    }

    /** {@code after}: who must have been woken before. */
    static Check wokenOnce(Received received, Person person, Optional<Person> after) {
        List<Notification> woken = received.paging().woken(person);
        Optional<Instant> first = woken.stream().map(Notification::at).findFirst();
        boolean inOrder = after.map(other -> received.paging().woken(other))
                .map(others -> !others.isEmpty()
                        && first.filter(at -> at.isAfter(others.getFirst().at()))
                                .isPresent())
                .orElse(true);
        String when = first.map(at -> since(received, at)).orElse("never");
        String times = woken.size() > 1 ? woken.size() + " times, first " : "";
        String order = inOrder || woken.isEmpty()
                ? ""
                : ", before " + after.map(Person::name).orElse("");
        String claim = after.map(other -> person.name() + ", " + person.role() + ", is woken once, after "
                        + other.name() + " did not answer")
                .orElse("the outage is seen and " + person.name() + ", " + person.role() + ", is woken, once");
        return agent(claim, woken.size() == 1 && inOrder, times + when + order);
    }

    static Check asleep(Received received, Person person) {
        List<Notification> woken = received.paging().woken(person);
        String seen = woken.isEmpty()
                ? "not woken"
                : "woken " + since(received, woken.getFirst().at());
        return agent(person.name() + ", " + person.role() + ", sleeps on", woken.isEmpty(), seen);
    }

    static Check told(Received received, String place) {
        Optional<Note> first = received.notes().stream()
                .filter(note -> note.place().equals(place) && Story.isOutage(note, Kind.BEGINNING))
                .findFirst();
        String seen = first.map(note -> since(received, note.at()) + ": " + note.title())
                .orElse("nothing");
        return agent(place + " is told of the outage", first.isPresent(), seen);
    }

    static Check oneRollback(Received received) {
        Optional<Deployed> good = received.hosting().deployed().stream().findFirst();
        List<Asked> rollbacks = received.hosting().rollbacks();
        String wanted = good.map(Deployed::id).orElse("none");
        boolean holds = rollbacks.size() == 1 && rollbacks.getFirst().id().equals(wanted);
        String seen = rollbacks.stream()
                .map(one -> "to " + one.id() + " " + since(received, one.at()))
                .collect(Collectors.joining(", "));
        String count = rollbacks.size() > 1 ? rollbacks.size() + " rollbacks: " : "";
        return agent(
                received.hosting().platform().word() + " is asked once to roll back, to the last good deployment "
                        + wanted,
                holds,
                seen.isEmpty() ? "no rollback" : count + seen);
    }

    /** The platform is asked only after the one press that counts. */
    static Check nothingWithoutLeave(Received received) {
        Optional<Press> leave = received.presses().stream()
                .filter(press -> press.kind() == Press.Kind.GENUINE && press.status() == OK)
                .findFirst();
        boolean early = received.hosting().rollbacks().stream()
                .anyMatch(one -> leave.filter(
                                press -> !one.at().isBefore(press.at().minus(ROUND_TRIP)))
                        .isEmpty());
        return agent(
                "the rollback waits for leave, and bea, who may, gives it by a button in Slack",
                leave.isPresent() && !early,
                leave.map(press -> "pressed " + since(received, press.at()) + (early ? ", after the rollback" : ""))
                        .orElse("nobody was asked"));
    }

    static Check refusedPresses(Received received) {
        List<String> wrong = received.presses().stream()
                .filter(press -> !isAnsweredRightly(press))
                .map(press -> press.kind().words() + " was answered with " + press.status())
                .toList();
        String seen = received.presses().stream()
                .filter(press -> press.kind() != Press.Kind.GENUINE)
                .map(press -> press.kind().words() + ": " + press.status())
                .collect(Collectors.joining("; "));
        boolean all = received.presses().size() == Press.Kind.values().length;
        return agent(
                "a press that is forged, late, repeated, or of somebody who may not does nothing",
                all && wrong.isEmpty(),
                list(wrong, seen.isEmpty() ? "nothing was pressed" : seen));
    }

    /** Slack gets a 200 for every genuine press; whoever pressed is told in Slack. */
    private static boolean isAnsweredRightly(Press press) {
        return switch (press.kind()) {
            case GENUINE, UNENTITLED -> press.status() == OK;
            case FORGED, STALE -> press.status() == FORBIDDEN;
            case REPLAYED -> press.status() == CONFLICT;
        };
    }

    /** The world's own part: the agent can ask for a rollback, not make it help. */
    static Check worksAgain(Received received) {
        List<Ran> ran = received.hosting().ran();
        boolean broke = ran.stream().anyMatch(one -> !one.release().works());
        boolean works = received.hosting().works();
        String now = ran.isEmpty()
                ? "nothing runs"
                : ran.getLast().release().version() + " runs and " + (works ? "works" : "is broken") + ", "
                        + since(received, ran.getLast().at());
        return new Check("the app works again", broke && works, broke ? now : "it never broke", false);
    }

    /** Where a rollback pins production, somebody must hear of it: what is pushed next would not go live. */
    static Stream<Check> toldOfThePin(Received received) {
        if (received.hosting().platform() != Platform.VERCEL) {
            return Stream.empty();
        }
        Optional<Note> told = received.notes().stream()
                .filter(note -> note.place().equals(Cast.CHANNEL) && note.text().contains(PINNED))
                .findFirst();
        String seen = told.map(note -> since(received, note.at())).orElse("not a word of it");
        return Stream.of(agent(Cast.CHANNEL + " is told that production is pinned now", told.isPresent(), seen));
    }

    /** Mail is for beginnings and ends; chat is where people follow. */
    static Check progress(Received received) {
        List<Note> updates = received.notes().stream()
                .filter(note -> note.place().equals(Cast.CHANNEL) && Story.isOutage(note, Kind.PROGRESS))
                .toList();
        String seen = updates.isEmpty()
                ? "nothing"
                : updates.size() + " updates, the last "
                        + since(received, updates.getLast().at()) + ": "
                        + updates.getLast().title();
        return agent(Cast.CHANNEL + " is told what is being done about it", !updates.isEmpty(), seen);
    }

    static Check everybodyToldOfTheEnd(Received received) {
        List<String> missing = Endings.missing(received);
        long told = received.notes().stream()
                .filter(note -> note.kind() == Kind.END)
                .count();
        return agent(
                "whoever was told of a beginning is told of its end",
                missing.isEmpty() && told > 0,
                list(missing, told + " all-clears"));
    }

    static Check nobodyToldOfAnEnd(Received received) {
        List<String> ends = received.notes().stream()
                .filter(note -> Story.isOutage(note, Kind.END))
                .map(note -> note.place() + " read \"" + note.title() + "\"")
                .toList();
        boolean open = !received.paging().open().isEmpty();
        String seen = open ? "the alerts at PagerDuty are open" : "no alert is open at PagerDuty";
        return agent("nobody is told that it is over, for it is not", ends.isEmpty() && open, list(ends, seen));
    }

    static Check allClosed(Received received) {
        int opened = received.paging().woken().size();
        List<String> open = received.paging().open();
        String seen = open.isEmpty() ? opened + " of " + opened + " closed" : "open: " + String.join(", ", open);
        return agent("every alert at PagerDuty is closed", opened > 0 && open.isEmpty(), seen);
    }

    static Check wokenWithWhatWasTried(Received received, Person person) {
        boolean inVain = received.paging().events().stream()
                .filter(event ->
                        event.fate() == Event.Fate.OPENED && event.routingKey().equals(person.key()))
                .anyMatch(event -> event.body().toString().contains(IN_VAIN));
        List<Notification> woken = received.paging().woken(person);
        String when = woken.isEmpty()
                ? "never"
                : since(received, woken.getFirst().at()) + (inVain ? "" : ", without a word of what was tried");
        boolean read = received.notes().stream().anyMatch(note -> note.text().contains(IN_VAIN));
        return agent(
                person.name() + ", " + person.role() + ", is woken and told what was tried without effect",
                woken.size() == 1 && inVain && read,
                read || woken.isEmpty() ? when : when + "; chat and mail were not told");
    }

    /**
     * Only where an attempt had no known outcome may a message come twice: once for each death of the agent, else once. Each message
     * for itself: several incidents may have had one under way to the same place.
     */
    static Check fewDuplicates(Received received) {
        Map<List<String>, Long> copies = Stream.concat(
                        received.notes().stream().map(note -> List.of(note.place(), note.text())),
                        received.paging().events().stream()
                                .map(event ->
                                        List.of(event.routingKey(), event.body().toString())))
                .collect(Collectors.groupingBy(sent -> sent, Collectors.counting()));
        long allowed = Math.max(1, received.restarts());
        long most = copies.values().stream().mapToLong(many -> many - 1).max().orElse(0);
        String places = copies.entrySet().stream()
                .filter(one -> one.getValue() > 1)
                .map(one -> one.getKey().getFirst() + " " + (one.getValue() - 1))
                .sorted()
                .collect(Collectors.joining(", "));
        String deaths = received.restarts() == 0 ? "" : " (the agent was started again " + received.restarts() + "x)";
        return agent(
                "no message comes twice, but at most " + allowed + "x again where its answer was lost",
                most <= allowed,
                (places.isEmpty() ? "no duplicates" : "duplicates: " + places) + deaths);
    }

    private static Check agent(String claim, boolean holds, String seen) {
        return new Check(claim, holds, seen, true);
    }

    private static String list(List<String> faults, String otherwise) {
        return faults.isEmpty() ? otherwise : String.join("; ", faults);
    }

    private static String since(Received received, Instant at) {
        Duration after = received.badDeploy()
                .map(trouble -> Duration.between(trouble, at))
                .orElse(Duration.ZERO);
        return String.format(Locale.ROOT, "%.1f s after the bad deploy", after.toMillis() / 1000.0);
    }
}
