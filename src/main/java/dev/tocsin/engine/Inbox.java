package dev.tocsin.engine;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Push;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Word;
import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Outcome;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Roster;
import dev.tocsin.remedy.Command;
import dev.tocsin.remedy.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was seen and said since the last turn, each kind in the order in which it came. */
public record Inbox(
        List<Finding> findings,
        List<Push> pushes,
        List<Word> words,
        List<Silence> silences,
        List<Replacement> replacements,
        List<Roster> rosters,
        List<Outcome> outcomes,
        List<Report> reports,
        List<Command> commands,
        List<Sighting> sightings,
        List<Item.Recovered> recovered,
        List<Entry> noted) {
    /** Nothing came. */
    public static final Inbox EMPTY = new Inbox(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), List.of());

    /** One thing that the loop is told of. */
    public sealed interface Item {
        /** A rule was evaluated. */
        record Found(Finding finding) implements Item {}

        /** Somebody says of alerts that they fire, or that they are over. */
        record Pushed(List<Push> pushes) implements Item {
            public Pushed {
                pushes = List.copyOf(pushes);
            }
        }

        /** Somebody, or something, spoke to an incident. */
        record Said(Word word) implements Item {}

        /** A silence was made, changed or ended. */
        record Silenced(Silence silence) implements Item {}

        /** Somebody stands in for whom a schedule names, or does not any more. */
        record Replaced(Replacement replacement) implements Item {}

        /** A schedule's calendar was looked at. */
        record Rostered(Roster roster) implements Item {}

        /** An attempt to deliver a page is over. */
        record Delivered(Outcome outcome) implements Item {}

        /** A task of a remedy is over. */
        record Reported(Report report) implements Item {}

        /** A person spoke about an act. */
        record Commanded(Command command) implements Item {}

        /** A platform's deployments were looked at. */
        record Sighted(Sighting sighting) implements Item {}

        /**
         * The ledger has what this agent did not know: what was there before a start without it, or, under the key {@code handover},
         * what another agent decided on its own.
         */
        record Recovered(Snapshot found, Optional<String> handover) implements Item {
            /** What {@code handover} tells. */
            static Recovered of(Handover handover) {
                return new Recovered(handover.found(), Optional.of(handover.key()));
            }
        }

        /** Something that is only to be kept, such as who did what. */
        record Noted(Entry entry) implements Item {}
    }

    /** Sorts {@code items} by kind. */
    static Inbox of(List<Item> items) {
        if (items.isEmpty()) {
            return EMPTY;
        }
        Inbox inbox = new Inbox(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        items.forEach(inbox::take);
        return inbox;
    }

    private void take(Item item) {
        switch (item) {
            case Item.Found(Finding finding) -> findings.add(finding);
            case Item.Pushed(List<Push> some) -> pushes.addAll(some);
            case Item.Said(Word word) -> words.add(word);
            case Item.Silenced(Silence silence) -> silences.add(silence);
            case Item.Replaced(Replacement replacement) -> replacements.add(replacement);
            case Item.Rostered(Roster roster) -> rosters.add(roster);
            case Item.Delivered(Outcome outcome) -> outcomes.add(outcome);
            case Item.Reported(Report report) -> reports.add(report);
            case Item.Commanded(Command command) -> commands.add(command);
            case Item.Sighted(Sighting sighting) -> sightings.add(sighting);
            case Item.Recovered found -> recovered.add(found);
            case Item.Noted(Entry entry) -> noted.add(entry);
        }
    }
}
