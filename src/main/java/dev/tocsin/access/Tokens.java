package dev.tocsin.access;

import dev.tocsin.config.Fields;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tokens that are good now. */
public record Tokens(List<Token> all) {
    /** None: who reaches the agent may do everything. */
    public static final Tokens NONE = new Tokens(List.of());

    public Tokens {
        all = List.copyOf(all);
    }

    /** Reads the list {@code tokens}. */
    public static Tokens read(Fields in) {
        Set<String> names = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        return new Tokens(in.list("tokens", entry -> {
            Token token = Token.read(entry);
            if (!token.name().isEmpty() && !names.add(token.name())) {
                entry.fault("name", "is taken: another token is called \"" + token.name() + '"');
            }
            if (!token.hash().isEmpty() && !hashes.add(token.hash().toLowerCase(Locale.ROOT))) {
                entry.fault("hash", "is another token's too: the audit could not tell them apart");
            }
            return token;
        }));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whose {@code presented} is. Every token is compared, each in constant time, whichever it is. */
    public Optional<Caller> holder(String presented) {
        byte[] hash = Token.hash(presented).getBytes(StandardCharsets.US_ASCII);
        Optional<Caller> found = Optional.empty();
        for (Token token : all) {
            byte[] known = token.hash().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            if (Digest.same(known, hash)) {
                found = Optional.of(new Caller.Holder(token.name(), token.role()));
            }
        }
        return found;
    }
}
