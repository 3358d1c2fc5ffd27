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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the text of one calendar. Used once. */
final class IcalReading {
    private static final int MOST_EVENTS = 5_000;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    private final String text;
    private final ZoneId usual;
    private final Set<String> oddities = new HashSet<>();
    private final IcalZones zones;
    private final List<IcalProperty> all;

    /** An event as it stands in the text; {@code instead} is the occurrence of another of its {@code uid} that it replaces. */
    record Read(String uid, Ical.Event event, Optional<Instant> instead, boolean cancelled) {
        /** The same once more, at another time. */
        Read at(LocalDateTime start, ZoneId zone, Duration length) {
            Ical.Event other = new Ical.Event(event.what(), start, zone, length, Optional.empty(), event.but());
            return new Read(uid, other, instead, cancelled);
        }
    }

    /** A moment as it was written. */
    private record Moment(LocalDateTime local, ZoneId zone) {
        Instant instant() {
            return local.atZone(zone).toInstant();
        }
    }

    IcalReading(String text, ZoneId usual) {
        this.text = text;
        this.usual = usual;
        this.all = IcalProperty.read(text);
        this.zones = new IcalZones(usual, all, oddities);
    }

    Parsed read() {
        if (all.isEmpty() || !all.getFirst().isMark("BEGIN", "VCALENDAR")) {
            return new Parsed.Broken("is not a calendar: it does not begin with BEGIN:VCALENDAR");
        }
        if (!all.getLast().isMark("END", "VCALENDAR")) {
            return new Parsed.Broken("is not whole: it does not end with END:VCALENDAR");
        }
        List<List<IcalProperty>> blocks = events();
        if (blocks.size() > MOST_EVENTS) {
            return new Parsed.Broken("has " + blocks.size() + " events; " + MOST_EVENTS + " are read at most");
        }
        List<Read> events = new ArrayList<>();
        for (List<IcalProperty> block : blocks) {
            try {
                Read event = event(block);
                events.add(event);
                events.addAll(more(block, event));
            } catch (IllegalArgumentException | DateTimeException bad) {
                oddities.add("left out an event that cannot be read: " + bad.getMessage());
            }
        }
        return new Parsed.Ready(
                Ical.of(text, usual, events, oddities.stream().sorted().toList()));
    }

    /** The properties of each event, without those of components inside it. */
    private List<List<IcalProperty>> events() {
        List<List<IcalProperty>> blocks = new ArrayList<>();
        int depth = 0;
        for (IcalProperty one : all) {
            if (one.isMark("BEGIN", "VEVENT")) {
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

    private Read event(List<IcalProperty> block) {
        IcalProperty begins = IcalProperty.find(block, "DTSTART")
                .orElseThrow(() -> new IllegalArgumentException("it has no DTSTART"));
        Moment start = moment(begins, begins.value());
        String summary = plain(IcalProperty.value(block, "SUMMARY").orElse(""));
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
        if (IcalProperty.find(block, "RECURRENCE-ID")
                .filter(one -> one.parameters().containsKey("RANGE"))
                .isPresent()) {
            oddities.add("\"" + summary + "\" changes all times that follow (RANGE): only the one is changed");
        }
        Optional<Instant> instead = IcalProperty.find(block, "RECURRENCE-ID")
                .map(one -> moment(one, one.value()).instant());
        boolean cancelled = IcalProperty.value(block, "STATUS")
                .filter("CANCELLED"::equalsIgnoreCase)
                .isPresent();
        return new Read(IcalProperty.value(block, "UID").orElse(""), event, instead, cancelled);
    }

    private Duration length(List<IcalProperty> block, IcalProperty begins, Moment start) {
        Optional<IcalProperty> ends = IcalProperty.find(block, "DTEND");
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
        return IcalProperty.value(block, "DURATION")
                .map(IcalReading::duration)
                .orElse(isDate(begins) ? Duration.ofDays(1) : Duration.ZERO);
    }

    /** {@code P1W}, {@code P1DT12H}: weeks are not known to {@link Duration}. */
    private static Duration duration(String text) {
        return text.matches("\\+?P[0-9]+W")
                ? Duration.ofDays(7L * Long.parseLong(text.replaceAll("[^0-9]", "")))
                : Duration.parse(text);
    }

    private Optional<Recurrence> rule(List<IcalProperty> block, Moment start, String summary) {
        return IcalProperty.value(block, "RRULE").flatMap(text -> {
            try {
                return Optional.of(Recurrence.parse(
                        text,
                        start.local(),
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

    /** Dates of its own, besides those of a rule: moments, days or periods. */
    private List<Read> more(List<IcalProperty> block, Read event) {
        List<Read> more = new ArrayList<>();
        for (IcalProperty dates : block) {
            if (dates.name().equals("RDATE")) {
                for (String value : dates.value().split(",", -1)) {
                    String[] ends = value.strip().split("/", 2);
                    Moment start = moment(dates, ends[0]);
                    Duration length = ends.length == 1 ? event.event().length() : until(dates, start, ends[1]);
                    more.add(event.at(start.local(), start.zone(), length));
                }
            }
        }
        return more;
    }

    private Duration until(IcalProperty dates, Moment start, String end) {
        return end.contains("P")
                ? duration(end)
                : Duration.between(start.instant(), moment(dates, end).instant());
    }

    private Set<Instant> exceptions(List<IcalProperty> block) {
        Set<Instant> found = new HashSet<>();
        block.stream().filter(one -> one.name().equals("EXDATE")).forEach(one -> {
            for (String value : one.value().split(",", -1)) {
                found.add(moment(one, value.strip()).instant());
            }
        });
        return found;
    }

    private Moment moment(IcalProperty property, String value) {
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
                        .map(zones::find)
                        .orElse(usual));
    }

    private static Attendee attendee(IcalProperty property) {
        String address = property.value().replaceFirst("(?i)^mailto:", "");
        return new Attendee(property.parameters().getOrDefault("CN", ""), address.contains("@") ? address : "");
    }

    private static boolean isDate(IcalProperty property) {
        return property.value().matches("[0-9]{8}");
    }

    private static String plain(String text) {
        return text.replaceAll("\\\\[nN]", " ").replaceAll("\\\\(.)", "$1").strip();
    }
}
