package dev.tocsin.notify;

import dev.tocsin.template.Template;
import java.util.Optional;

/** A text of a message that an operator may have written as a template. */
public record Phrase(Optional<Template> template) {
    /** Nobody has. */
    public static final Phrase NONE = new Phrase(Optional.empty());

    /** Whether somebody has. */
    public boolean isGiven() {
        return template.isPresent();
    }
}
