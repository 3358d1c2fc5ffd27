package dev.tocsin.app;

import dev.tocsin.calendar.Ical;
import dev.tocsin.clock.Clock;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.http.Trace;
import dev.tocsin.oncall.Feed;
import dev.tocsin.oncall.Roster;
import dev.tocsin.oncall.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Gets the calendars of schedules, from files and over HTTP. Waits; safe for any thread. */
public final class Calendars {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 2 << 20;
    private static final int MOST_REDIRECTS = 5;

    private final Client client;
    private final Clock clock;

    public Calendars(Client client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The calendar of {@code schedule} as it is now, or why it cannot be had; nothing when the schedule has none. */
    public Optional<Roster> look(Schedule schedule) {
        return schedule.feed().map(feed -> switch (feed) {
            case Feed.Web web -> web(schedule, web);
            case Feed.File file -> file(schedule, file.path());
        });
    }

    private Roster web(Schedule schedule, Feed.Web feed) {
        Request request = Request.get(feed.url())
                .withLimits(new Limits(PATIENCE, MOST_BYTES, true, MOST_REDIRECTS))
                .withHeader("Accept", "text/calendar, */*;q=0.1");
        return switch (client.exchange(request)) {
            case Exchange.Answered(Reply reply, Trace trace) when reply.ok() -> read(schedule, reply.text());
            case Exchange.Answered(Reply reply, Trace trace) -> failed(schedule, "HTTP " + reply.status());
            case Exchange.Failed failed -> failed(schedule, failed.detail());
        };
    }

    private Roster file(Schedule schedule, Path file) {
        try {
            return Files.size(file) > MOST_BYTES
                    ? failed(schedule, "is larger than 2 MiB")
                    : read(schedule, Files.readString(file));
        } catch (NoSuchFileException missing) {
            return failed(schedule, "there is no file " + file);
        } catch (IOException unreadable) {
            return failed(schedule, file + " cannot be read as text in UTF-8");
        }
    }

    private Roster read(Schedule schedule, String text) {
        return switch (Ical.parse(text, schedule.zone())) {
            case Ical.Parsed.Ready(Ical calendar) ->
                new Roster(schedule.name(), Optional.of(calendar), now(), Optional.empty());
            case Ical.Parsed.Broken(String why) -> failed(schedule, "what is there " + why);
        };
    }

    private Roster failed(Schedule schedule, String why) {
        return new Roster(schedule.name(), Optional.empty(), now(), Optional.of(why));
    }

    private Instant now() {
        return clock.now();
    }
}
