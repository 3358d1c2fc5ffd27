package dev.tocsin.template;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.util.Optional;

/** One sample of a query, as templates see it: {@code .Labels} and {@code .Value}. */
record Row(Labels labels, double value) implements Attributes {
    static Row of(Sample sample) {
        return new Row(sample.labels(), sample.value());
    }

    String label(String name) {
        return labels.get(name);
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "Labels" -> Optional.of(labels);
            case "Value" -> Optional.of(value);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return "{" + Printer.plain(labels) + " " + GoFloat.shortest(value) + "}";
    }
}
