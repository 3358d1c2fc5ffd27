package dev.tocsin.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The time zones of one calendar, by the names that it has for them: IANA's, Windows', those with a path before IANA's; else by what the
 * calendar says of their offsets, by which the first of the usual zones is taken that goes by them. Used once.
 */
final class IcalZones {
    private static final Pattern OFFSET = Pattern.compile("([+-]\\d\\d)(\\d\\d)(\\d\\d)?");
    private static final Pattern MONTH = Pattern.compile("BYMONTH=(\\d+)");

    /** In whose rules a zone is looked for: those of now, nearly everywhere. */
    private static final Instant YEAR = Instant.parse("2026-01-01T12:00:00Z");

    private final ZoneId usual;
    private final Set<String> oddities;
    private final Map<String, ZoneId> described = new HashMap<>();

    /** Since when an offset holds, and from which month on each year. */
    private record Observance(String from, ZoneOffset offset, int month) {}

    IcalZones(ZoneId usual, List<IcalProperty> all, Set<String> oddities) {
        this.usual = usual;
        this.oddities = oddities;
        List<IcalProperty> block = new ArrayList<>();
        for (IcalProperty one : all) {
            if (one.isMark("BEGIN", "VTIMEZONE")) {
                block.clear();
            } else if (one.isMark("END", "VTIMEZONE")) {
                describe(block);
            } else {
                block.add(one);
            }
        }
    }

    /** The zone that {@code id} means; the usual one, and it is said, where nobody knows. */
    ZoneId find(String id) {
        return named(id).or(() -> Optional.ofNullable(described.get(id))).orElseGet(() -> {
            oddities.add("the time zone " + id + " is not known: " + usual + " is taken");
            return usual;
        });
    }

    private static Optional<ZoneId> named(String id) {
        return Zones.find(id)
                .or(() -> WindowsZones.find(id))
                .or(() -> Zones.find(id.replaceFirst("^/.*/([^/]+/[^/]+)$", "$1")));
    }

    private void describe(List<IcalProperty> block) {
        Optional<String> id = IcalProperty.value(block, "TZID");
        Optional<ZoneId> zone =
                IcalProperty.value(block, "X-LIC-LOCATION").flatMap(Zones::find).or(() -> like(block));
        if (id.isPresent() && zone.isPresent() && named(id.get()).isEmpty()) {
            described.put(id.get(), zone.get());
        }
    }

    private static Optional<ZoneId> like(List<IcalProperty> block) {
        try {
            Optional<Observance> winter = latest(block, "STANDARD");
            Optional<Observance> summer = latest(block, "DAYLIGHT");
            if (winter.isEmpty() || summer.isEmpty()) {
                return winter.or(() -> summer).map(Observance::offset);
            }
            return Stream.concat(Stream.of("Europe/Berlin", "America/New_York"), WindowsZones.all().stream())
                    .flatMap(name -> Zones.find(name).stream())
                    .filter(zone -> goesBy(zone, winter.get(), summer.get()))
                    .findFirst();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean goesBy(ZoneId zone, Observance winter, Observance summer) {
        ZoneOffsetTransition first = zone.getRules().nextTransition(YEAR);
        if (first == null) {
            return false;
        }
        ZoneOffsetTransition second = zone.getRules().nextTransition(first.getInstant());
        return second != null
                && Stream.of(first, second).allMatch(one -> isTo(one, one.isGap() ? summer : winter))
                && first.isGap() != second.isGap();
    }

    private static boolean isTo(ZoneOffsetTransition change, Observance observance) {
        return change.getOffsetAfter().equals(observance.offset())
                && change.getDateTimeBefore().getMonthValue() == observance.month();
    }

    /** A zone may say what held when; the last is what holds. */
    private static Optional<Observance> latest(List<IcalProperty> block, String kind) {
        List<Observance> found = new ArrayList<>();
        List<IcalProperty> inside = new ArrayList<>();
        for (IcalProperty one : block) {
            if (one.isMark("BEGIN", kind)) {
                inside.clear();
            } else if (one.isMark("END", kind)) {
                observance(inside).ifPresent(found::add);
            } else {
                inside.add(one);
            }
        }
        return found.stream().max(Comparator.comparing(Observance::from));
    }

    private static Optional<Observance> observance(List<IcalProperty> inside) {
        String from = IcalProperty.value(inside, "DTSTART").orElse("");
        Matcher offset = OFFSET.matcher(IcalProperty.value(inside, "TZOFFSETTO").orElse(""));
        Matcher month =
                MONTH.matcher(IcalProperty.value(inside, "RRULE").orElse("").toUpperCase(Locale.ROOT));
        if (!offset.matches() || from.length() < 8) {
            return Optional.empty();
        }
        ZoneOffset to = ZoneOffset.of(offset.group(1) + ":" + offset.group(2));
        return Optional.of(
                new Observance(from, to, Integer.parseInt(month.find() ? month.group(1) : from.substring(4, 6))));
    }
}
