package dev.tocsin.template;

import java.util.HashMap;
import java.util.Map;

/**
 * Named templates that others call, as Alertmanager's {@code templates:} files define them. Immutable; a later file's
 * definition takes the place of an earlier one of the same name.
 */
public final class Library {
    private final Dialect dialect;
    private final Map<String, Definition> definitions;

    private Library(Dialect dialect, Map<String, Definition> definitions) {
        this.dialect = dialect;
        this.definitions = Map.copyOf(definitions);
    }

    /** Nothing defined. */
    public static Library empty(Dialect dialect) {
        return new Library(dialect, Map.of());
    }

    /** This library and what {@code text}, the content of the file {@code name}, defines. */
    public Parsed<Library> with(String name, String text) {
        Origin origin = new Origin(name, text);
        try {
            Map<String, Definition> all = new HashMap<>(definitions);
            all.putAll(Parser.parse(origin, dialect).definitions());
            return new Parsed.Ready<>(new Library(dialect, all));
        } catch (TemplateError broken) {
            return new Parsed.Broken<>(origin.fault(broken.at(), broken.words()));
        }
    }

    /** A template that may call what this library defines. {@code name} is how faults call it. */
    public Parsed<Template> template(String name, String text) {
        Origin origin = new Origin(name, text);
        try {
            Map<String, Definition> all = new HashMap<>(definitions);
            Parser.Content content = Parser.parse(origin, dialect);
            all.putAll(content.definitions());
            return new Parsed.Ready<>(new Template(content.main(), all, dialect));
        } catch (TemplateError broken) {
            return new Parsed.Broken<>(origin.fault(broken.at(), broken.words()));
        }
    }
}
