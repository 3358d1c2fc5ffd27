package dev.tocsin.lab.world;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.pagerduty.Event;
import dev.tocsin.lab.pagerduty.Event.Fate;
import dev.tocsin.lab.pagerduty.Notification;
import dev.tocsin.lab.world.App.Release;
import dev.tocsin.lab.world.Cast.Person;
import dev.tocsin.lab.world.Note.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts a story together as the world would have received it. Seconds count from the bad deploy. */
final class Telling {
    private static final Instant TROUBLE = Instant.parse("2026-11-22T03:00:00Z");
    private static final String INCIDENT = "abcdef0123-1";

    final List<Ran> ran = new ArrayList<>();
    final List<Deployed> deployed = new ArrayList<>();
    final List<Asked> rollbacks = new ArrayList<>();
    final List<Notification> woken = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<String> open = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();
    int restarts;

    static Instant at(double seconds) {
        return TROUBLE.plusMillis((long) (seconds * 1000));
    }

    /** Up to the second person: the same in every world. */
    static Telling beginning() {
        Telling story = new Telling();
        story.runs(-10, "1.4.1", true);
        story.deployed.add(new Deployed("dep-1", "good", at(-10), at(-9), true, false));
        story.deployed.add(new Deployed("dep-2", "bad", at(0), at(1), true, false));
        story.runs(1, "1.4.2", false);
        story.wakes(5, Cast.ANN, "");
        story.says(5, Cast.CHANNEL, Kind.BEGINNING, "[CRITICAL] ApiDown: api is down");
        story.says(5, Cast.TEAM, Kind.BEGINNING, "[CRITICAL] ApiDown: api is down");
        story.wakes(9, Cast.BEA, "");
        story.rollback(11, "dep-1");
        story.says(12, Cast.CHANNEL, Kind.PROGRESS, "Update: back on dep-1: ApiDown");
        return story;
    }

    /** As it should go. */
    static Telling recovery() {
        Telling story = beginning();
        story.runs(13, "1.4.1", true);
        story.says(20, Cast.CHANNEL, Kind.END, "Resolved: ApiDown: api is down");
        story.says(20, Cast.TEAM, Kind.END, "Resolved: ApiDown: api is down");
        story.closes(20, Cast.ANN);
        story.closes(20, Cast.BEA);
        return story;
    }

    /** As it should go where going back does not help. */
    static Telling vain() {
        Telling story = beginning();
        story.runs(13, "1.4.1", false);
        story.says(30, Cast.CHANNEL, Kind.PROGRESS, "Update: rolled back to dep-1, no effect within 12s: ApiDown");
        story.wakes(30, Cast.CYN, "tried: rolled back to dep-1, no effect within 12s");
        return story;
    }

    void runs(double second, String version, boolean works) {
        ran.add(new Ran(at(second), new Release(version, works)));
    }

    void rollback(double second, String id) {
        rollbacks.add(new Asked(at(second), "deploymentRollback", id));
    }

    void wakes(double second, Person person, String details) {
        String key = INCIDENT + ":" + person.name();
        woken.add(new Notification(at(second), person.name(), woken.size() + 1, key, "[CRITICAL] ApiDown"));
        event(second, person, "trigger", Fate.OPENED, details);
        open.add(key);
    }

    void closes(double second, Person person) {
        event(second, person, "resolve", Fate.RESOLVED, "");
        open.remove(INCIDENT + ":" + person.name());
    }

    void event(double second, Person person, String action, Fate fate, String details) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("event_action", action)
                .put("details", details);
        events.add(new Event(at(second), person.key(), action, INCIDENT + ":" + person.name(), body, fate));
    }

    void says(double second, String place, Kind kind, String title) {
        notes.add(new Note(at(second), place, kind, INCIDENT, title, title));
    }

    void withoutNote(Predicate<Note> which) {
        notes.removeIf(which);
    }

    Received received() {
        return new Received(
                new Received.Hosting(Platform.RAILWAY, ran, deployed, rollbacks),
                new Received.Paging(woken, events, open),
                notes,
                List.of(),
                Optional.of(TROUBLE),
                restarts);
    }
}
