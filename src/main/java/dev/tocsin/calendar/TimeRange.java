package dev.tocsin.calendar;

import dev.tocsin.config.Fields;
import java.time.LocalTime;
import java.util.regex.Pattern;

/** A part of a day in minutes since its midnight: from {@code start} up to, not including, {@code end} (1440 is 24:00). */
public record TimeRange(int start, int end) {
    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00");

    /** Reads {@code start_time} and {@code end_time}, both as HH:MM. */
    static TimeRange read(Fields in) {
        int start = in.requiredParsed("start_time", TimeRange::minutes, 0);
        int end = in.requiredParsed("end_time", TimeRange::minutes, 24 * 60);
        if (start >= end) {
            in.fault(
                    "end_time",
                    "must be after start_time; write a range over midnight as two, up to and from 24:00/00:00");
        }
        return new TimeRange(start, end);
    }

    boolean contains(LocalTime time) {
        int minute = time.getHour() * 60 + time.getMinute();
        return start <= minute && minute < end;
    }

    private static int minutes(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time of day; write HH:MM, 00:00 to 24:00");
        }
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }
}
