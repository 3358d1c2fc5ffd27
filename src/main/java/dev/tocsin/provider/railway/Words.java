package dev.tocsin.provider.railway;

import dev.tocsin.config.Secret;

/** Makes what the far end says fit to be shown: without our token, on one line, not too long. */
record Words(Secret token) {
    private static final int ENOUGH = 200;

    String harmless(String said) {
        String safe = token.isEmpty() ? said : said.replace(token.reveal(), "<secret>");
        String line = safe.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= ENOUGH ? line : line.substring(0, ENOUGH) + "…";
    }
}
