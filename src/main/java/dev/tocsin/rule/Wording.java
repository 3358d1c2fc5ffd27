package dev.tocsin.rule;

import dev.tocsin.promql.syntax.ParseFault;
import java.util.Optional;

/** The templates of labels and annotations. */
final class Wording {
    private Wording() {}

    /** Why {@code text} is no template. */
    static Optional<ParseFault> fault(String text) {
        return Optional.empty();
    }
}
