package dev.tocsin.web;

import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A name and a value: a label, or a line of a list of facts. */
public record Tag(String name, String value) {
    private static final List<String> FIRST = List.of("summary", "description");

    static List<Tag> of(Labels labels) {
        List<Tag> tags = new ArrayList<>(labels.size());
        labels.forEach((name, value) -> tags.add(new Tag(name, value)));
        return tags;
    }

    /** Annotations, those first that a person reads first. */
    static List<Tag> of(Map<String, String> texts) {
        return texts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, String> one) -> place(one.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Tag(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static int place(String name) {
        int at = FIRST.indexOf(name);
        return at < 0 ? FIRST.size() : at;
    }

    /** Whether the value is the address of a page: only such a one becomes a link. */
    public boolean isLink() {
        return (value.startsWith("https://") || value.startsWith("http://")) && !value.contains(" ");
    }
}
