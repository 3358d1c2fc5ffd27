package dev.tocsin.provider;

import dev.tocsin.config.Secret;

/** Makes what a far end says fit to be shown: without our secret, on one line, not too long. */
public record Words(Secret secret) {
    private static final int ENOUGH = 200;

    /** {@code said}, for people. */
    public String harmless(String said) {
        String safe = secret.isEmpty() ? said : said.replace(secret.reveal(), "<secret>");
        String line = safe.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= ENOUGH ? line : line.substring(0, ENOUGH) + "…";
    }
}
