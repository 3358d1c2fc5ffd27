package dev.tocsin.template;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A parsed template. Immutable: may be rendered often and on any thread. */
public final class Template {
    private final Definition main;
    private final Map<String, Definition> definitions;
    private final Dialect dialect;

    Template(Definition main, Map<String, Definition> definitions, Dialect dialect) {
        this.main = main;
        this.definitions = Map.copyOf(definitions);
        this.dialect = dialect;
    }

    /** Parses {@code text} alone. {@code name} is how faults call it. */
    public static Parsed<Template> parse(String name, String text, Dialect dialect) {
        return Library.empty(dialect).template(name, text);
    }

    /**
     * Renders with {@code root} as the dot. Of a kind that {@link Attributes} lists. Never throws for what the template
     * does: a failed call, a query without an answer and a render without end come back as {@link Rendered.Failed}.
     */
    public Rendered render(Object root, World world) {
        Object dot = Value.of(root);
        Execution run = new Execution(definitions, dialect, world, main.origin());
        try {
            return new Rendered.Text(run.run(main, declared(dot), dot));
        } catch (TemplateError failed) {
            return new Rendered.Failed(run.origin().fault(failed.at(), failed.words()));
        }
    }

    /** Names that {@code {{template}}} calls without anybody having defined them: such a call fails the render. */
    public Set<String> undefined() {
        Set<String> called = new TreeSet<>();
        definitions.values().forEach(definition -> Calls.in(definition.body(), called));
        Calls.in(main.body(), called);
        called.removeAll(definitions.keySet());
        return called;
    }

    private Variables declared(Object root) {
        Variables variables = new Variables(root);
        for (String name : dialect.declared()) {
            String attribute = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            variables.declare(name, attribute(root, attribute).orElse(Nil.NIL));
        }
        return variables;
    }

    private static Optional<Object> attribute(Object root, String name) {
        return switch (root) {
            case Attributes attributes -> attributes.attribute(name).map(Value::of);
            case Map<?, ?> map -> Optional.ofNullable(map.get(name)).map(Value::of);
            default -> Optional.empty();
        };
    }
}
