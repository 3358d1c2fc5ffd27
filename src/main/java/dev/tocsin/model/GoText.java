package dev.tocsin.model;

/** What Go's {@code strconv} knows of characters: in whose words faults and quoted texts are. */
public final class GoText {
    private GoText() {}

    /** Go's {@code IsPrint}: letters, marks, numbers, punctuation, symbols and the plain space. */
    public static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
