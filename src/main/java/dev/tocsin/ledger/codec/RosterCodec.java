package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.calendar.Ical;
import dev.tocsin.oncall.Roster;
import java.time.ZoneId;

/** {@link Roster}: the calendar as the text that it was read from, and the zone of what in it has none. */
final class RosterCodec implements Codec<Roster> {
    @Override
    public ObjectNode write(Roster roster) {
        return new Form()
                .text("schedule", roster.schedule())
                .text("zone", roster.calendar().map(calendar -> calendar.usual().getId()))
                .text("calendar", roster.calendar().map(Ical::text))
                .instant("at", roster.at())
                .text("fault", roster.fault())
                .node();
    }

    @Override
    public Roster read(Doc doc) {
        return new Roster(
                doc.text("schedule"),
                doc.optionalText("calendar").map(text -> calendar(text, ZoneId.of(doc.text("zone")))),
                doc.instant("at"),
                doc.optionalText("fault"));
    }

    private static Ical calendar(String text, ZoneId usual) {
        return switch (Ical.parse(text, usual)) {
            case Ical.Parsed.Ready(Ical calendar) -> calendar;
            case Ical.Parsed.Broken(String why) -> throw new BadDocument("calendar: " + why);
        };
    }
}
