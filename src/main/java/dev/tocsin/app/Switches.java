package dev.tocsin.app;

import dev.tocsin.config.Fields;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.scrape.ScrapeDefaults;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is experimental and was switched on: the list {@code features}, with the names that Prometheus has for {@code
 * --enable-feature}.
 *
 * @param language what expressions may use
 */
public record Switches(List<String> names, Features language) {
    public Switches {
        names = List.copyOf(names);
    }

    static Switches read(Fields in) {
        List<String> known = Stream.concat(Features.NAMES.stream(), ScrapeDefaults.features().stream())
                .distinct()
                .toList();
        List<String> names = in.texts("features");
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> in.fault(
                        "features", "there is no feature " + name + "; there are " + String.join(", ", known)));
        return new Switches(names, Features.of(names));
    }
}
