package dev.tocsin.oncall;

import dev.tocsin.calendar.Ical.Attendee;
import dev.tocsin.calendar.Ical.What;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** By what names calendars call people: their name and their mail address, in lower case, each with the person's name. */
public record Crew(Map<String, String> aliases) {
    public Crew {
        aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
    }

    /** Everybody by name and, where they have one, by mail address. */
    public static Crew of(List<Person> people) {
        Map<String, String> aliases = new TreeMap<>();
        for (Person person : people) {
            aliases.put(lower(person.name()), person.name());
            person.contact().email().ifPresent(email -> aliases.put(lower(email), person.name()));
        }
        return new Crew(aliases);
    }

    /** Whom an event means: the attendees that are known; else those whose name or address stands in the summary as a word of its own. */
    Set<String> named(What what) {
        Set<String> named = new LinkedHashSet<>();
        for (Attendee attendee : what.attendees()) {
            known(attendee.email()).or(() -> known(attendee.name())).ifPresent(named::add);
        }
        if (!named.isEmpty()) {
            return named;
        }
        String summary = lower(what.summary());
        Optional<String> whole = known(summary);
        if (whole.isPresent()) {
            return Set.of(whole.get());
        }
        aliases.forEach((alias, name) -> {
            if (isWord(alias, summary)) {
                named.add(name);
            }
        });
        return named;
    }

    private Optional<String> known(String alias) {
        return Optional.ofNullable(aliases.get(lower(alias)));
    }

    /** {@code ann} stands in {@code On call: Ann}, not in {@code anna}, {@code ann-marie} or {@code ann@example.org}. */
    private static boolean isWord(String alias, String text) {
        return Pattern.compile("(?<![\\w.@-])" + Pattern.quote(alias) + "(?![\\w@-]|\\.\\w)")
                .matcher(text)
                .find();
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
