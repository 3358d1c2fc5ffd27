package dev.tocsin.lab.world;

import dev.tocsin.lab.world.Note.Kind;
import java.util.List;

/** Who was told of a beginning, and not of its end. */
final class Endings {
    private Endings() {}

    /** A line each: the place and the first beginning whose end did not follow. */
    static List<String> missing(Received received) {
        return received.notes().stream()
                .filter(note -> note.kind() == Kind.BEGINNING)
                .filter(note -> received.notes().stream().noneMatch(other -> ends(other, note)))
                .map(note -> note.place() + " has heard nothing after \"" + note.title() + "\"")
                .distinct()
                .toList();
    }

    private static boolean ends(Note end, Note beginning) {
        return end.kind() == Kind.END
                && end.place().equals(beginning.place())
                && end.incident().equals(beginning.incident())
                && !end.at().isBefore(beginning.at());
    }
}
