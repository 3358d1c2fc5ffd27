package dev.tocsin.notify;

import dev.tocsin.config.Secret;
import java.util.List;

/** Hides a channel's secrets in what the far end says about them. */
public record Veil(List<Secret> secrets) {
    private static final int LONGEST = 300;
    /** Shorter ones would blank out half of every sentence. */
    private static final int SHORTEST_SECRET = 4;

    public Veil {
        secrets = List.copyOf(secrets);
    }

    /** {@code text} on one line, of bounded length, with {@code <secret>} where one stood. */
    public String over(String text) {
        String hidden = text;
        for (Secret secret : secrets) {
            if (secret.reveal().length() >= SHORTEST_SECRET) {
                hidden = hidden.replace(secret.reveal(), secret.toString());
            }
        }
        return Cut.to(LONGEST, Cut.line(hidden));
    }
}
