package dev.tocsin.oncall;

import dev.tocsin.calendar.Zones;
import dev.tocsin.config.Fields;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code schedules}, with PagerDuty's keys; lengths are durations, or seconds under PagerDuty's own names. */
public final class Schedules {
    private static final Duration USUAL_REFRESH = Duration.ofMinutes(5);
    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(10);
    private static final LocalDateTime SOMETIME = LocalDateTime.of(2020, 1, 6, 0, 0);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Set<String> users;
    private final Crew crew;

    private Schedules(List<Person> people) {
        this.users = new TreeSet<>(people.stream().map(Person::name).toList());
        this.crew = Crew.of(people);
    }

    /** All schedules of the file's top mapping, by name. {@code people} are those that they may name. */
    public static Map<String, Schedule> read(Fields in, List<Person> people) {
        Schedules reading = new Schedules(people);
        Map<String, Schedule> byName = new LinkedHashMap<>();
        in.list("schedules", entry -> {
            Schedule schedule = reading.schedule(entry);
            if (reading.users.contains(schedule.name()) || byName.put(schedule.name(), schedule) != null) {
                entry.fault("name", "is taken: a person or another schedule is called \"" + schedule.name() + '"');
            }
            return schedule;
        });
        return byName;
    }

    private Schedule schedule(Fields in) {
        String name = in.text("name");
        ZoneId zone = in.parsed("time_zone", Zones::parse, ZoneOffset.UTC);
        List<Layer> layers = in.list("layers", layer -> layer(layer, zone));
        Optional<Feed> feed = in.optional("ical", Schedules::feed);
        if (layers.isEmpty() && feed.isEmpty()) {
            in.fault("layers", "needs at least one layer, or ical");
        }
        List<Replacement> overrides = in.list("overrides", one -> override(one, name, zone));
        return new Schedule(name, zone, layers, feed, overrides, crew);
    }

    private Layer layer(Fields in, ZoneId zone) {
        List<String> turns = in.texts("users");
        if (turns.isEmpty()) {
            in.fault("users", "needs at least one person");
        }
        turns.forEach(user -> known(in, "users", user));
        Duration turn = length(in, "rotation_turn_length", WEEK);
        if (turn.compareTo(Duration.ofMinutes(1)) < 0) {
            in.fault("rotation_turn_length", "must be at least a minute");
        }
        Optional<LocalDateTime> from = moment(in, "rotation_virtual_start", zone);
        Optional<Instant> start = instant(in, "start", zone);
        if (from.isEmpty() && start.isEmpty() && turns.size() > 1) {
            in.fault("rotation_virtual_start", "is required: when the first of the users begins");
        }
        LocalDateTime begins = from.or(() -> start.map(at -> at.atZone(zone).toLocalDateTime()))
                .orElse(SOMETIME);
        return new Layer(
                in.text("name", ""),
                new Rotation(
                        begins,
                        turn.compareTo(Duration.ofMinutes(1)) < 0 ? WEEK : turn,
                        turns.isEmpty() ? List.of("?") : turns),
                start,
                instant(in, "end", zone),
                in.list("restrictions", Schedules::restriction));
    }

    private static Restriction restriction(Fields in) {
        Optional<String> type = in.optionalText("type");
        Optional<DayOfWeek> day = in.optionalParsed("start_day_of_week", Schedules::day);
        type.ifPresent(word -> {
            switch (word) {
                case "daily_restriction" ->
                    day.ifPresent(one -> in.fault("start_day_of_week", "is not for a daily_restriction"));
                case "weekly_restriction" -> {
                    if (day.isEmpty()) {
                        in.fault("start_day_of_week", "is required of a weekly_restriction");
                    }
                }
                default -> in.fault("type", "must be daily_restriction or weekly_restriction");
            }
        });
        LocalTime start = in.requiredParsed("start_time_of_day", Schedules::time, LocalTime.MIDNIGHT);
        Duration length = length(in, "duration", Duration.ZERO);
        Duration most = day.isPresent() ? WEEK : DAY;
        if (!length.isPositive() || length.compareTo(most) > 0) {
            in.fault("duration", "must be more than zero and at most " + (day.isPresent() ? "a week" : "a day"));
        }
        return new Restriction(day, start, length);
    }

    private Replacement override(Fields in, String schedule, ZoneId zone) {
        String user = in.text("user");
        if (!user.isEmpty()) {
            known(in, "user", user);
        }
        Instant start = required(in, "start", zone);
        Instant end = required(in, "end", zone);
        if (!start.isBefore(end)) {
            in.fault("end", "must be after start");
        }
        String id = schedule + "/" + in.place().line();
        return new Replacement(id, schedule, user, start, end, new Replacement.Making("configuration", Instant.EPOCH));
    }

    private static Feed feed(Fields in) {
        Duration refresh = in.duration("refresh", USUAL_REFRESH);
        if (refresh.compareTo(SHORTEST_REFRESH) < 0) {
            in.fault("refresh", "must be at least 10s");
        }
        boolean both = in.has("url") && in.has("file");
        if (both || !in.has("url") && !in.has("file")) {
            in.fault("", "needs either url or file");
        }
        Optional<Feed> file = in.optionalPath("file").map(path -> new Feed.File(path, refresh));
        return in.optionalUri("url")
                .<Feed>map(url -> new Feed.Web(url, refresh))
                .or(() -> file)
                .orElseGet(() -> new Feed.File(java.nio.file.Path.of("calendar.ics"), refresh));
    }

    /** A duration under {@code key}, or PagerDuty's number of seconds under {@code key_seconds}. */
    private static Duration length(Fields in, String key, Duration usual) {
        String seconds = key + "_seconds";
        if (in.has(key) && in.has(seconds)) {
            in.fault(seconds, "is said by " + key + " too");
        }
        return in.optionalWhole(seconds).map(Duration::ofSeconds).orElseGet(() -> in.duration(key, usual));
    }

    private void known(Fields in, String key, String user) {
        if (!users.contains(user)) {
            in.fault(key, "unknown person \"" + user + "\"; there are: " + String.join(", ", users));
        }
    }

    private static Instant required(Fields in, String key, ZoneId zone) {
        return in.requiredParsed(key, text -> local(text, zone), SOMETIME)
                .atZone(zone)
                .toInstant();
    }

    private static Optional<Instant> instant(Fields in, String key, ZoneId zone) {
        return moment(in, key, zone).map(local -> local.atZone(zone).toInstant());
    }

    private static Optional<LocalDateTime> moment(Fields in, String key, ZoneId zone) {
        return in.optionalParsed(key, text -> local(text, zone));
    }

    /** {@code 2026-11-02}, {@code 2026-11-02T09:00}, or with an offset. Throws {@link IllegalArgumentException}. */
    public static LocalDateTime local(String text, ZoneId zone) {
        String moment = text.strip().replace(' ', 'T');
        try {
            if (moment.length() <= 10) {
                return LocalDate.parse(moment).atStartOfDay();
            }
            return moment.matches(".*T.*(Z|[+-][0-9]{2}:?[0-9]{2})")
                    ? OffsetDateTime.parse(moment).atZoneSameInstant(zone).toLocalDateTime()
                    : LocalDateTime.parse(moment);
        } catch (DateTimeException garbage) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a time; write 2026-11-02T09:00, or with an offset", garbage);
        }
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException garbage) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time of day; write 09:00", garbage);
        }
    }

    /** By name, or as PagerDuty counts: 1 is Monday. */
    private static DayOfWeek day(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (word.matches("[1-7]")) {
            return DayOfWeek.of(Integer.parseInt(word));
        }
        try {
            return DayOfWeek.valueOf(word);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("\"" + text + "\" is not a weekday; write monday to sunday", unknown);
        }
    }
}
