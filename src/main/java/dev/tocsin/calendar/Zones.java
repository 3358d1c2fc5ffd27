package dev.tocsin.calendar;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Time zones by their IANA names. */
public final class Zones {
    private Zones() {}

    /** The zone of that name; {@code UTC} is the offset. Throws {@link IllegalArgumentException} with a sentence for people. */
    public static ZoneId parse(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + name + "\" is not a time zone; write one such as Europe/Berlin or UTC"));
    }

    static Optional<ZoneId> find(String name) {
        try {
            ZoneId zone = ZoneId.of(name);
            return Optional.of(name.equals("UTC") ? ZoneOffset.UTC : zone);
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
