package dev.tocsin.mute;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What inhibits at one instant, kept so that an alert need not be held against all that fire: by rule, and by the values of the labels
 * that must be equal.
 */
public final class Inhibitors {
    private final List<Rule> rules = new ArrayList<>();

    private Inhibitors() {}

    /** {@code any} of the sources; {@code pure} is one that is no target itself, which alone may inhibit what is a source too. */
    private record Sources(Labels any, Optional<Labels> pure) {
        Sources and(Sources other) {
            return pure.isPresent() ? this : new Sources(any, other.pure);
        }
    }

    private record Rule(Inhibition rule, Map<List<String>, Sources> sources) {
        void add(Labels firing) {
            if (Matcher.allMatch(rule.source(), firing)) {
                boolean target = Matcher.allMatch(rule.target(), firing);
                Sources one = new Sources(firing, target ? Optional.empty() : Optional.of(firing));
                sources.merge(values(firing), one, Sources::and);
            }
        }

        Optional<Labels> of(Labels candidate) {
            if (sources.isEmpty() || !Matcher.allMatch(rule.target(), candidate)) {
                return Optional.empty();
            }
            @Nullable Sources found = sources.get(values(candidate));
            if (found == null) {
                return Optional.empty();
            }
            return Matcher.allMatch(rule.source(), candidate) ? found.pure() : Optional.of(found.any());
        }

        private List<String> values(Labels labels) {
            return rule.equal().stream().map(labels::get).toList();
        }
    }

    static Inhibitors of(List<Inhibition> inhibitions, Collection<Labels> firing) {
        Inhibitors inhibitors = new Inhibitors();
        for (Inhibition inhibition : inhibitions) {
            Rule rule = new Rule(inhibition, new HashMap<>());
            firing.forEach(rule::add);
            inhibitors.rules.add(rule);
        }
        return inhibitors;
    }

    /** The labels of what inhibits {@code candidate}, if something does. */
    Optional<Labels> of(Labels candidate) {
        for (Rule rule : rules) {
            Optional<Labels> source = rule.of(candidate);
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }
}
