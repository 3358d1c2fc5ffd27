package dev.tocsin.lab.world;

import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.pagerduty.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is new in the world, as lines to read. Each thing is told once. For one thread. */
public final class Tidings {
    private final Set<Line> told = new HashSet<>();

    /** One thing that happened. {@code place} is where. */
    public record Line(Instant at, String place, String text, Mood mood) {}

    /** How to take it. */
    public enum Mood {
        PLAIN,
        BAD,
        GOOD
    }

    /** What {@code received} has that was not told before, in order of time. */
    public List<Line> news(Received received) {
        Platform platform = received.hosting().platform();
        return Stream.of(
                        received.hosting().deployed().stream().map(one -> line(platform, one)),
                        received.hosting().rollbacks().stream().map(one -> line(platform, one)),
                        received.hosting().ran().stream().map(one -> line(platform, one)),
                        received.paging().events().stream().flatMap(event -> line(event).stream()),
                        received.notes().stream().map(Tidings::line),
                        received.presses().stream().map(Tidings::line))
                .flatMap(lines -> lines)
                .sorted(Comparator.comparing(Line::at))
                .filter(told::add)
                .toList();
    }

    private static Line line(Platform platform, Deployed one) {
        String how = one.rollback() ? "is deployed again, as " : "is deployed, as ";
        return new Line(one.created(), platform.word(), "commit " + one.commit() + " " + how + one.id(), Mood.PLAIN);
    }

    private static Line line(Platform platform, Asked one) {
        return new Line(one.at(), platform.word(), "is asked to roll back to " + one.id(), Mood.PLAIN);
    }

    private static Line line(Platform platform, Ran one) {
        boolean works = one.release().works();
        String state = works ? "works" : platform.trouble();
        return new Line(one.at(), "App", one.release().version() + " " + state, works ? Mood.GOOD : Mood.BAD);
    }

    private static Optional<Line> line(Event one) {
        Optional<String> text = switch (one.fate()) {
            case OPENED -> Optional.of(owner(one) + "'s phone rings: " + one.summary() + tried(one));
            case CHANGE -> Optional.empty();
            case MERGED -> Optional.of("an open alert of " + owner(one) + " is updated, no phone rings");
            case ACKNOWLEDGED -> Optional.of("the alert of " + owner(one) + " is acknowledged");
            case RESOLVED -> Optional.of("the alert of " + owner(one) + " is closed");
            case DROPPED -> Optional.of(one.action() + " for " + owner(one) + " meets no open alert");
            case REFUSED -> Optional.of("an event is refused: it is not valid");
            case LIMITED -> Optional.of("an event is refused: too many");
        };
        Mood mood = switch (one.fate()) {
            case OPENED, REFUSED, LIMITED -> Mood.BAD;
            case RESOLVED -> Mood.GOOD;
            case MERGED, ACKNOWLEDGED, DROPPED, CHANGE -> Mood.PLAIN;
        };
        return text.map(words -> new Line(one.at(), "PagerDuty", words, mood));
    }

    private static String tried(Event event) {
        String tried = event.body().at("/payload/custom_details/tried").asText();
        return tried.isEmpty() ? "" : "; " + tried;
    }

    private static String owner(Event event) {
        return Cast.ALL.stream()
                .filter(person -> person.key().equals(event.routingKey()))
                .map(Cast.Person::name)
                .findFirst()
                .orElse("nobody");
    }

    private static Line line(Press one) {
        Mood mood = one.kind() == Press.Kind.GENUINE ? Mood.GOOD : Mood.PLAIN;
        return new Line(one.at(), "Slack", one.kind().words() + " is answered with " + one.status(), mood);
    }

    private static Line line(Note one) {
        Mood mood = switch (one.kind()) {
            case BEGINNING -> Mood.BAD;
            case END -> Mood.GOOD;
            case ACKNOWLEDGED, PROGRESS, OTHER -> Mood.PLAIN;
        };
        boolean mail = one.place().contains("@");
        String where = mail ? "Mail" : "Slack";
        return new Line(one.at(), where, "to " + one.place() + ": " + one.title(), mood);
    }
}
