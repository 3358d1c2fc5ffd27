package dev.tocsin.template;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Times as Go's time.Time writes them: by a layout that shows how 15:04:05 on 2 January 2006 would look. */
final class GoTime {
    /** Layout words, longest first where one starts another. */
    private static final List<String> WORDS = List.of(
            "January",
            "Jan",
            "Monday",
            "Mon",
            "MST",
            "2006",
            "-07:00:00",
            "-070000",
            "-07:00",
            "-0700",
            "-07",
            "Z07:00:00",
            "Z070000",
            "Z07:00",
            "Z0700",
            "Z07",
            "002",
            "__2",
            "_2",
            "01",
            "02",
            "03",
            "04",
            "05",
            "06",
            "15",
            "PM",
            "pm",
            "1",
            "2",
            "3",
            "4",
            "5");

    private GoTime() {}

    /** {@code 2015-06-23 13:19:44.128 +0000 UTC}. */
    static String text(ZonedDateTime time) {
        return format(time, "2006-01-02 15:04:05.999999999 -0700 MST");
    }

    static String format(ZonedDateTime time, String layout) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < layout.length(); ) {
            int fraction = fraction(layout, at);
            if (fraction > 0) {
                text.append(fraction(time, layout.substring(at, at + fraction)));
                at += fraction;
            } else {
                String word = word(layout, at);
                text.append(word.isEmpty() ? layout.substring(at, at + 1) : part(time, word));
                at += Math.max(1, word.length());
            }
        }
        return text.toString();
    }

    private static String word(String layout, int at) {
        for (String word : WORDS) {
            // Go takes "Jan" and "Mon" for words only where no lower-case letter follows.
            boolean abbreviation = word.equals("Jan") || word.equals("Mon");
            int end = at + word.length();
            if (layout.startsWith(word, at)
                    && !(abbreviation && end < layout.length() && Character.isLowerCase(layout.charAt(end)))) {
                return word;
            }
        }
        return "";
    }

    /** The length of a fraction of a second that starts here: a point or comma, then zeros or nines, then no digit. */
    private static int fraction(String layout, int at) {
        char mark = layout.charAt(at);
        if (mark != '.' && mark != ',' || at + 1 >= layout.length()) {
            return 0;
        }
        char digit = layout.charAt(at + 1);
        if (digit != '0' && digit != '9') {
            return 0;
        }
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean digitFollows = end < layout.length() && Character.isDigit(layout.charAt(end));
        return digitFollows ? 0 : end - at;
    }

    private static String fraction(ZonedDateTime time, String layout) {
        int digits = Math.min(9, layout.length() - 1);
        String all = String.format("%09d", time.getNano()).substring(0, digits);
        if (layout.charAt(1) == '9') {
            all = all.replaceFirst("0+$", "");
        }
        return all.isEmpty() ? "" : layout.charAt(0) + all;
    }

    private static String part(ZonedDateTime time, String word) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return switch (word) {
            case "2006" -> String.format("%04d", time.getYear());
            case "06" -> two(time.getYear() % 100);
            case "January" -> month(time);
            case "Jan" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case "01" -> two(time.getMonthValue());
            case "1" -> String.valueOf(time.getMonthValue());
            case "Monday" -> weekday(time);
            case "Mon" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case "02" -> two(time.getDayOfMonth());
            case "_2" -> String.format("%2d", time.getDayOfMonth());
            case "2" -> String.valueOf(time.getDayOfMonth());
            case "002" -> String.format("%03d", time.getDayOfYear());
            case "__2" -> String.format("%3d", time.getDayOfYear());
            case "15" -> two(time.getHour());
            case "03" -> two(hour12);
            case "3" -> String.valueOf(hour12);
            case "04" -> two(time.getMinute());
            case "4" -> String.valueOf(time.getMinute());
            case "05" -> two(time.getSecond());
            case "5" -> String.valueOf(time.getSecond());
            case "PM" -> time.getHour() < 12 ? "AM" : "PM";
            case "pm" -> time.getHour() < 12 ? "am" : "pm";
            case "MST" -> zoneName(time);
            default -> offset(time.getOffset(), word);
        };
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : String.valueOf(value);
    }

    private static String month(ZonedDateTime time) {
        return time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String weekday(ZonedDateTime time) {
        return time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String zoneName(ZonedDateTime time) {
        if (time.getZone().normalized().equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        String name = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
        // Go writes the offset where a zone has no abbreviation of letters.
        return name.chars().allMatch(Character::isUpperCase) ? name : offset(time.getOffset(), "-07");
    }

    private static String offset(ZoneOffset offset, String word) {
        if (word.startsWith("Z") && offset.getTotalSeconds() == 0) {
            return "Z";
        }
        int seconds = Math.abs(offset.getTotalSeconds());
        String colon = word.contains(":") ? ":" : "";
        int parts = word.replace(":", "").length() / 2;
        StringBuilder text = new StringBuilder(offset.getTotalSeconds() < 0 ? "-" : "+").append(two(seconds / 3600));
        if (parts >= 2) {
            text.append(colon).append(two(seconds / 60 % 60));
        }
        return parts >= 3 ? text.append(colon).append(two(seconds % 60)).toString() : text.toString();
    }

    /** A method of time.Time. Throws {@link TemplateError} for another name. */
    static Object method(ZonedDateTime time, String name, List<Object> arguments) {
        Args args = Args.of(name, arguments);
        return switch (name) {
            case "Format" -> format(time, args.text(0));
            case "String" -> text(time);
            case "UTC", "Local" -> time.withZoneSameInstant(ZoneOffset.UTC);
            case "Unix" -> time.toEpochSecond();
            case "UnixMilli" -> time.toInstant().toEpochMilli();
            case "UnixNano" -> time.toEpochSecond() * 1_000_000_000L + time.getNano();
            case "Year" -> (long) time.getYear();
            case "Month" -> month(time);
            case "Day" -> (long) time.getDayOfMonth();
            case "YearDay" -> (long) time.getDayOfYear();
            case "Weekday" -> weekday(time);
            case "Hour" -> (long) time.getHour();
            case "Minute" -> (long) time.getMinute();
            case "Second" -> (long) time.getSecond();
            case "Nanosecond" -> (long) time.getNano();
            case "IsZero" -> time.getYear() == 1 && time.getDayOfYear() == 1;
            default -> between(time, name, args);
        };
    }

    private static Object between(ZonedDateTime time, String name, Args args) {
        return switch (name) {
            case "Add" -> time.plus(args.duration(0));
            case "AddDate" ->
                time.plusYears(args.whole(0)).plusMonths(args.whole(1)).plusDays(args.whole(2));
            case "Sub" -> Duration.between(args.time(0), time);
            case "Before" -> time.isBefore(args.time(0));
            case "After" -> time.isAfter(args.time(0));
            case "Equal" -> time.isEqual(args.time(0));
            default -> throw Member.unknown(time, name);
        };
    }

    /** Throws {@link TemplateError} for a zone that is not known. */
    static ZonedDateTime in(ZonedDateTime time, String zone) {
        try {
            return time.withZoneSameInstant(zone.isEmpty() || zone.equals("Local") ? ZoneOffset.UTC : ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            throw new TemplateError("unknown time zone " + zone);
        }
    }
}
