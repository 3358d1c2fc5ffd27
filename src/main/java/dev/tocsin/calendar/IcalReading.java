package dev.tocsin.calendar;

import dev.tocsin.calendar.Ical.Attendee;
import dev.tocsin.calendar.Ical.Parsed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the text of one calendar. Used once. */
final class IcalReading {
    private static final int MOST_EVENTS = 5_000;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
    /** Outlook's names of zones. */
    private static final Map<String, String> WINDOWS = Map.ofEntries(
            Map.entry("GMT Standard Time", "Europe/London"),
            Map.entry("W. Europe Standard Time", "Europe/Berlin"),
            Map.entry("Central Europe Standard Time", "Europe/Budapest"),
            Map.entry("Central European Standard Time", "Europe/Warsaw"),
            Map.entry("Romance Standard Time", "Europe/Paris"),
            Map.entry("E. Europe Standard Time", "Europe/Chisinau"),
            Map.entry("FLE Standard Time", "Europe/Kiev"),
            Map.entry("Eastern Standard Time", "America/New_York"),
            Map.entry("Central Standard Time", "America/Chicago"),
            Map.entry("Mountain Standard Time", "America/Denver"),
            Map.entry("Pacific Standard Time", "America/Los_Angeles"),
            Map.entry("India Standard Time", "Asia/Kolkata"),
            Map.entry("China Standard Time", "Asia/Shanghai"),
            Map.entry("Tokyo Standard Time", "Asia/Tokyo"),
            Map.entry("AUS Eastern Standard Time", "Australia/Sydney"));

    private final ZoneId usual;
    private final Map<String, ZoneId> zones = new HashMap<>();
    private final Set<String> oddities = new HashSet<>();

    /** An event as it stands in the text; {@code instead} is the occurrence of another of its {@code uid} that it replaces. */
    record Read(String uid, Ical.Event event, Optional<Instant> instead, boolean cancelled) {}

    /** One property: {@code DTSTART;TZID=Europe/Berlin:20261102T090000}. */
    private record Property(String name, Map<String, String> parameters, String value) {
        boolean isDate() {
            return value.matches("[0-9]{8}");
        }
    }

    /** A moment as it was written. */
    private record Moment(LocalDateTime local, ZoneId zone) {
        Instant instant() {
            return local.atZone(zone).toInstant();
        }
    }

    IcalReading(ZoneId usual) {
        this.usual = usual;
    }

    Parsed read(String text) {
        List<Property> all =
                unfolded(text).stream().flatMap(line -> property(line).stream()).toList();
        if (all.isEmpty() || !isMark(all.getFirst(), "BEGIN", "VCALENDAR")) {
            return new Parsed.Broken("is not a calendar: it does not begin with BEGIN:VCALENDAR");
        }
        if (!isMark(all.getLast(), "END", "VCALENDAR")) {
            return new Parsed.Broken("is not whole: it does not end with END:VCALENDAR");
        }
        blocks(all, "VTIMEZONE").forEach(this::zone);
        List<List<Property>> blocks = blocks(all, "VEVENT");
        if (blocks.size() > MOST_EVENTS) {
            return new Parsed.Broken("has " + blocks.size() + " events; " + MOST_EVENTS + " are read at most");
        }
        List<Read> events = new ArrayList<>();
        for (List<Property> block : blocks) {
            try {
                events.add(event(block));
            } catch (IllegalArgumentException | DateTimeException bad) {
                oddities.add("left out an event that cannot be read: " + bad.getMessage());
            }
        }
        return new Parsed.Ready(
                Ical.of(text, usual, events, oddities.stream().sorted().toList()));
    }

    /** A line that begins with white space goes on with the one before. */
    private static List<String> unfolded(String text) {
        return text.replace("\uFEFF", "")
                .replaceAll("\r?\n[ \t]", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static Optional<Property> property(String line) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            quoted ^= c == '"';
            if (!quoted && (c == ';' || c == ':')) {
                parts.add(line.substring(from, at));
                from = at + 1;
                if (c == ':') {
                    return Optional.of(property(parts, line.substring(from)));
                }
            }
        }
        return Optional.empty();
    }

    private static Property property(List<String> parts, String value) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals).toUpperCase(Locale.ROOT),
                        part.substring(equals + 1).replace("\"", ""));
            }
        }
        return new Property(parts.getFirst().strip().toUpperCase(Locale.ROOT), parameters, value.strip());
    }

    private static boolean isMark(Property property, String name, String value) {
        return property.name().equals(name) && property.value().equalsIgnoreCase(value);
    }

    /** The properties of each component of that name, without those of components inside it. */
    private static List<List<Property>> blocks(List<Property> all, String component) {
        List<List<Property>> blocks = new ArrayList<>();
        int depth = 0;
        for (Property one : all) {
            if (isMark(one, "BEGIN", component)) {
                blocks.add(new ArrayList<>());
                depth = 1;
            } else if (depth > 0 && one.name().equals("BEGIN")) {
                depth++;
            } else if (depth > 0 && one.name().equals("END")) {
                depth--;
            } else if (depth == 1) {
                blocks.getLast().add(one);
            }
        }
        return blocks;
    }

    private void zone(List<Property> block) {
        String location = value(block, "X-LIC-LOCATION").orElse("");
        value(block, "TZID").ifPresent(id -> Zones.find(location).ifPresent(zone -> zones.put(id, zone)));
    }

    private Read event(List<Property> block) {
        Property begins = find(block, "DTSTART").orElseThrow(() -> new IllegalArgumentException("it has no DTSTART"));
        Moment start = moment(begins, begins.value());
        String summary = plain(value(block, "SUMMARY").orElse(""));
        List<Attendee> attendees = block.stream()
                .filter(one -> one.name().equals("ATTENDEE"))
                .map(IcalReading::attendee)
                .toList();
        Ical.Event event = new Ical.Event(
                new Ical.What(summary, attendees),
                start.local(),
                start.zone(),
                length(block, begins, start),
                rule(block, start, summary),
                exceptions(block));
        Optional<Instant> instead =
                find(block, "RECURRENCE-ID").map(one -> moment(one, one.value()).instant());
        boolean cancelled =
                value(block, "STATUS").filter("CANCELLED"::equalsIgnoreCase).isPresent();
        return new Read(value(block, "UID").orElse(""), event, instead, cancelled);
    }

    private Duration length(List<Property> block, Property begins, Moment start) {
        Optional<Property> ends = find(block, "DTEND");
        if (ends.isPresent()) {
            Moment end = moment(ends.get(), ends.get().value());
            LocalDateTime local = end.zone().equals(start.zone())
                    ? end.local()
                    : end.instant().atZone(start.zone()).toLocalDateTime();
            Duration length = Duration.between(start.local(), local);
            if (length.isNegative()) {
                throw new IllegalArgumentException("it ends before it begins");
            }
            return length;
        }
        return value(block, "DURATION")
                .map(IcalReading::duration)
                .orElse(begins.isDate() ? Duration.ofDays(1) : Duration.ZERO);
    }

    /** {@code P1W}, {@code P1DT12H}: weeks are not known to {@link Duration}. */
    private static Duration duration(String text) {
        return text.matches("\\+?P[0-9]+W")
                ? Duration.ofDays(7L * Long.parseLong(text.replaceAll("[^0-9]", "")))
                : Duration.parse(text);
    }

    private Optional<Recurrence> rule(List<Property> block, Moment start, String summary) {
        if (find(block, "RDATE").isPresent()) {
            oddities.add("\"" + summary + "\" has dates of its own (RDATE): they are left out");
        }
        return value(block, "RRULE").flatMap(text -> {
            try {
                return Optional.of(Recurrence.parse(
                        text,
                        utc -> utc.atZone(ZoneOffset.UTC)
                                .withZoneSameInstant(start.zone())
                                .toLocalDateTime()));
            } catch (IllegalArgumentException | DateTimeException beyond) {
                oddities.add("\"" + summary + "\" repeats in a way that is not understood, so that only its first"
                        + " time counts: " + text);
                return Optional.empty();
            }
        });
    }

    private Set<Instant> exceptions(List<Property> block) {
        Set<Instant> found = new HashSet<>();
        block.stream().filter(one -> one.name().equals("EXDATE")).forEach(one -> {
            for (String value : one.value().split(",", -1)) {
                found.add(moment(one, value.strip()).instant());
            }
        });
        return found;
    }

    private Moment moment(Property property, String value) {
        if (value.matches("[0-9]{8}")) {
            return new Moment(
                    LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay(), usual);
        }
        if (value.endsWith("Z")) {
            return new Moment(LocalDateTime.parse(value.substring(0, value.length() - 1), MOMENT), ZoneOffset.UTC);
        }
        return new Moment(
                LocalDateTime.parse(value, MOMENT),
                Optional.ofNullable(property.parameters().get("TZID"))
                        .map(this::zone)
                        .orElse(usual));
    }

    private ZoneId zone(String id) {
        Optional<ZoneId> known = Optional.ofNullable(zones.get(id))
                .or(() -> Zones.find(id))
                .or(() -> Zones.find(WINDOWS.getOrDefault(id, "")))
                .or(() -> Zones.find(id.replaceFirst("^/.*/([^/]+/[^/]+)$", "$1")));
        if (known.isEmpty()) {
            oddities.add("the time zone " + id + " is not known: " + usual + " is taken");
        }
        return known.orElse(usual);
    }

    private static Attendee attendee(Property property) {
        String address = property.value().replaceFirst("(?i)^mailto:", "");
        return new Attendee(property.parameters().getOrDefault("CN", ""), address.contains("@") ? address : "");
    }

    private static Optional<Property> find(List<Property> block, String name) {
        return block.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static Optional<String> value(List<Property> block, String name) {
        return find(block, name).map(Property::value);
    }

    private static String plain(String text) {
        return text.replaceAll("\\\\[nN]", " ").replaceAll("\\\\(.)", "$1").strip();
    }
}
