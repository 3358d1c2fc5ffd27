package dev.tocsin.notify;

import dev.tocsin.incident.Page;
import dev.tocsin.model.Labels;
import dev.tocsin.template.Rendered;
import dev.tocsin.template.World;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One page in the words of one channel. A template that fails gives way to the usual words, and the message says that it failed:
 * no page is lost to a bad template. Belongs to one thread.
 */
public final class Letter {
    private final Story story;
    private final TemplateData data;
    private final World world;
    private final List<String> faults = new ArrayList<>();

    /**
     * To whom it is told, and by whom.
     *
     * @param external where they reach us
     * @param zone in which they are told times
     * @param home who we are among other agents: the external labels
     */
    record Reader(Optional<URI> external, ZoneId zone, Labels home) {}

    Letter(Page page, Reader reader, UnaryOperator<String> escape) {
        String address = reader.external().map(URI::toString).orElse("");
        this.story = Story.of(page, reader);
        this.data = new TemplateData(page, address, escape);
        this.world = World.of(page.at(), address);
    }

    /** The usual words. */
    public Story story() {
        return story;
    }

    /** What {@code phrase} says, or {@code usual} where it says nothing or fails. */
    public String say(Phrase phrase, String usual) {
        return say(phrase, usual, world);
    }

    /** As {@link #say}, with every value escaped for HTML. */
    public String sayHtml(Phrase phrase, String usual) {
        return say(phrase, usual, world.with(World.Escape.HTML));
    }

    /** What went wrong with templates so far, a line each, for the message itself. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private String say(Phrase phrase, String usual, World within) {
        if (phrase.template().isEmpty()) {
            return usual;
        }
        return switch (phrase.template().get().render(data, within)) {
            case Rendered.Text(String text) -> text.isBlank() ? usual : text;
            case Rendered.Failed failed -> {
                faults.add("template failed: " + Cut.line(failed.fault().toString()));
                yield usual;
            }
        };
    }
}
