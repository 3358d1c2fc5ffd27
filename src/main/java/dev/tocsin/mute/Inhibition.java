package dev.tocsin.mute;

import dev.tocsin.model.Matcher;
import java.util.List;

/**
 * While an alert that matches {@code source} fires, those that match {@code target} and agree with it on the labels
 * {@code equal} are not told of. A missing label equals an empty one. An alert that matches both sides is not inhibited by
 * another that does too: Alertmanager's rule, so that nothing inhibits itself.
 */
public record Inhibition(List<Matcher> source, List<Matcher> target, List<String> equal) {
    public Inhibition {
        source = List.copyOf(source);
        target = List.copyOf(target);
        equal = List.copyOf(equal);
    }
}
