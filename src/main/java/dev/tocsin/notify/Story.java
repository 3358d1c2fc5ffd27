package dev.tocsin.notify;

import dev.tocsin.incident.Page;
import dev.tocsin.model.Labels;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * What a page says when nobody has written a template for it: what is wrong, since when, how bad, why you are told now, what was
 * tried, and where to go on reading. Plain text: each channel escapes it in its own way.
 *
 * @param title one line, the news first
 * @param lead what it means, in a sentence or a few; may be empty
 * @param facts in order of interest
 * @param alerts one line for each alert
 * @param links where to go on reading
 */
public record Story(String title, String lead, List<Fact> facts, List<String> alerts, List<Link> links) {
    public Story {
        facts = List.copyOf(facts);
        alerts = List.copyOf(alerts);
        links = List.copyOf(links);
    }

    /** Something to know, under its name. */
    public record Fact(String name, String text) {}

    /** Somewhere to go. */
    public record Link(String name, URI to) {}

    /**
     * Its facts in their order, after what is in {@code texts} already: under their names in lower case, as {@code naming} spells them. Those of
     * one name are lines of one text.
     */
    public SequencedMap<String, String> facts(SequencedMap<String, String> texts, UnaryOperator<String> naming) {
        SequencedMap<String, String> all = new LinkedHashMap<>(texts);
        for (Fact fact : facts) {
            String name = naming.apply(fact.name().toLowerCase(Locale.ROOT));
            all.merge(name, fact.text(), (before, text) -> before.isEmpty() ? text : before + "\n" + text);
        }
        return all;
    }

    /** This with {@code first} before the other links. */
    public Story with(Link first) {
        List<Link> all = new ArrayList<>(links);
        all.addFirst(first);
        return new Story(title, lead, facts, alerts, all);
    }

    /** The story of {@code page}. {@code external} is where people reach us, if they can. */
    public static Story of(Page page, Optional<URI> external) {
        return of(page, new Letter.Reader(external, ZoneOffset.UTC, Labels.empty()));
    }

    static Story of(Page page, Letter.Reader reader) {
        return page.reason() == Page.Reason.DIGEST
                ? new DigestTelling(page, reader).story()
                : new Telling(page, reader).story();
    }
}
