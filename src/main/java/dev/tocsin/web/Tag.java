package dev.tocsin.web;

import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A name and a value: a label, or a line of a list of facts. */
public record Tag(String name, String value) {
    static List<Tag> of(Labels labels) {
        List<Tag> tags = new ArrayList<>(labels.size());
        labels.forEach((name, value) -> tags.add(new Tag(name, value)));
        return tags;
    }

    static List<Tag> of(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> new Tag(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Whether the value is the address of a page: only such a one becomes a link. */
    public boolean isLink() {
        return value.startsWith("https://") || value.startsWith("http://");
    }
}
