package dev.tocsin.template;

import java.time.Instant;

/**
 * What a render may know of the outside: the time, the address under which people reach us (may be empty), who answers
 * queries, and whether values are escaped for HTML when they are written.
 */
public record World(Instant now, String externalUrl, Querier querier, Escape escape) {
    /** How values are written; the template's own text never changes. */
    public enum Escape {
        /** As they are. */
        NONE,
        /** With HTML's special characters replaced, but for values from {@code safeHtml}. Not aware of scripts or styles. */
        HTML
    }

    /** A world for messages: no queries, no escaping. */
    public static World of(Instant now, String externalUrl) {
        return new World(
                now,
                externalUrl,
                expression -> new Querier.Answer.Failed("queries are not possible here"),
                Escape.NONE);
    }

    /** The same world with another way of writing values. */
    public World with(Escape how) {
        return new World(now, externalUrl, querier, how);
    }
}
