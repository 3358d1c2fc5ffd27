package dev.tocsin.template;

/** First letters of words in upper case. Words end as Unicode says: {@code don't} and {@code foo.bar} are one each. */
final class GoTitle {
    private static final String INSIDE_WORD = "'\u2019.:\u00b7";

    private GoTitle() {}

    /** {@code keepRest} leaves the other letters as they are (Prometheus); else they become small (Alertmanager). */
    static String title(String text, boolean keepRest) {
        StringBuilder titled = new StringBuilder(text.length());
        boolean inWord = false;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            int size = Character.charCount(c);
            if (isWord(c)) {
                int rest = keepRest ? c : Character.toLowerCase(c);
                boolean starts = !inWord && Character.isLetter(c);
                titled.appendCodePoint(starts ? Character.toTitleCase(c) : inWord ? rest : c);
                inWord = true;
            } else {
                titled.appendCodePoint(c);
                inWord = inWord && joins(text, at, size);
            }
            at += size;
        }
        return titled.toString();
    }

    private static boolean joins(String text, int at, int size) {
        return INSIDE_WORD.indexOf(text.codePointAt(at)) >= 0
                && at + size < text.length()
                && Character.isLetter(text.codePointAt(at + size))
                && at > 0
                && Character.isLetter(text.codePointBefore(at));
    }

    private static boolean isWord(int c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
