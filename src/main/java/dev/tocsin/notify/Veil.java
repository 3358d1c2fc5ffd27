package dev.tocsin.notify;

import dev.tocsin.config.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Hides a channel's secrets in what the far end says about them; of a secret address the parts of its path and query too. */
public final class Veil {
    private static final String MARK = "<secret>";
    private static final int LONGEST = 300;
    /** Shorter ones would blank out half of every sentence. */
    private static final int SHORTEST_SECRET = 4;

    private static final int SHORTEST_PART = 8;

    private final List<String> hidden;

    /** Hides {@code secrets}. */
    public Veil(List<Secret> secrets) {
        this.hidden = secrets.stream()
                .map(Secret::reveal)
                .flatMap(Veil::parts)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** {@code text} on one line, of bounded length, with {@code <secret>} where one stood. */
    public String over(String text) {
        String veiled = text;
        for (String secret : hidden) {
            veiled = veiled.replace(secret, MARK);
        }
        return Cut.to(LONGEST, Cut.line(veiled));
    }

    private static Stream<String> parts(String secret) {
        Stream<String> whole = Stream.of(secret).filter(text -> text.length() >= SHORTEST_SECRET);
        int authority = secret.indexOf("://");
        int path = authority < 0 ? -1 : secret.indexOf('/', authority + 3);
        if (path < 0) {
            return whole;
        }
        Stream<String> parts = Stream.of(secret.substring(path + 1).split("[/?&=]"));
        return Stream.concat(whole, parts.filter(part -> part.length() >= SHORTEST_PART));
    }

    /** How much it hides, not what. */
    @Override
    public String toString() {
        return hidden.size() + " secrets";
    }
}
