package dev.tocsin.template;

import java.util.ArrayList;
import java.util.List;

/** The variables in sight, innermost last; {@code $} is the first. A variable hides an outer one of the same name. */
final class Variables {
    private final List<String> names = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Variables(Object root) {
        declare("", root);
    }

    void declare(String name, Object value) {
        names.add(name);
        values.add(value);
    }

    /** Sets the innermost one of this name; the parser has seen to it that there is one. */
    void assign(String name, Object value) {
        values.set(names.lastIndexOf(name), value);
    }

    Object get(String name) {
        return values.get(names.lastIndexOf(name));
    }

    int mark() {
        return names.size();
    }

    /** Forgets what was declared since {@code mark}. */
    void release(int mark) {
        names.subList(mark, names.size()).clear();
        values.subList(mark, values.size()).clear();
    }
}
