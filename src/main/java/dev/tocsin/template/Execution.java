package dev.tocsin.template;

import dev.tocsin.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One render: walks bodies and writes. Bounded in steps, depth and output, so that a poison template ends as a fault.
 * Used once, by one thread.
 */
final class Execution {
    /** Characters that a render may write, and that one value may have. */
    static final int MAX_OUTPUT = 1024 * 1024;

    private static final int MAX_STEPS = 1_000_000;
    private static final int MAX_DEPTH = 200;

    private final Map<String, Definition> definitions;
    private final World world;
    private final Evaluator evaluator;
    private StringBuilder out = new StringBuilder();
    private Variables variables;
    private Origin origin;
    private int steps;
    private int depth;

    Execution(Map<String, Definition> definitions, Dialect dialect, World world, Origin origin) {
        this.definitions = definitions;
        this.world = world;
        this.origin = origin;
        this.variables = new Variables(Nil.NIL);
        this.evaluator = new Evaluator(this, Functions.of(dialect));
    }

    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    /** Renders the main body. Throws {@link TemplateError}, placed within {@link #origin}. */
    String run(Definition main, Variables declared, Object root) {
        variables = declared;
        walk(main.body(), root);
        return out.toString();
    }

    /** The text in which the render is at the moment. */
    Origin origin() {
        return origin;
    }

    World world() {
        return world;
    }

    Variables variables() {
        return variables;
    }

    /** Counts work against the limit. */
    void spend(int work) {
        steps += work;
        if (steps > MAX_STEPS) {
            throw new TemplateError("gave up after " + MAX_STEPS + " steps");
        }
    }

    /** {@code text}, unless it is too long to be held. */
    String bounded(String text) {
        if (text.length() > MAX_OUTPUT) {
            throw new TemplateError("a value is longer than " + MAX_OUTPUT + " characters");
        }
        spend(text.length() / 64);
        return text;
    }

    /** What another template writes with {@code dot}. */
    String call(String name, Object dot) {
        StringBuilder outer = out;
        out = new StringBuilder();
        invoke(-1, name, dot);
        String text = out.toString();
        out = outer;
        return text;
    }

    void enter(int at) {
        if (++depth > MAX_DEPTH) {
            throw new TemplateError(at, "nested more than " + MAX_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }

    private Flow walk(List<Node> nodes, Object dot) {
        Flow flow = Flow.ON;
        for (int at = 0; at < nodes.size() && flow == Flow.ON; at++) {
            spend(1);
            flow = step(nodes.get(at), dot);
        }
        return flow;
    }

    private Flow step(Node node, Object dot) {
        return switch (node) {
            case Node.Text text -> write(text.text());
            case Node.Action action -> act(action.pipeline(), dot);
            case Node.If conditional -> choose(conditional, dot);
            case Node.With with -> with(with, dot);
            case Node.Range range -> range(range, dot);
            case Node.Call call -> invoke(call, dot);
            case Node.Break done -> Flow.BREAK;
            case Node.Continue next -> Flow.CONTINUE;
        };
    }

    private Flow act(Pipeline pipeline, Object dot) {
        Object value = evaluator.pipeline(pipeline, dot);
        if (!pipeline.variables().isEmpty()) {
            return Flow.ON;
        }
        String text = Printer.text(value);
        boolean escape = world.escape() == World.Escape.HTML && !(value instanceof SafeHtml);
        return write(escape ? GoEscape.html(text) : text);
    }

    private Flow write(String text) {
        spend(text.length() / 64);
        if (out.length() + text.length() > MAX_OUTPUT) {
            throw new TemplateError("the text is longer than " + MAX_OUTPUT + " characters");
        }
        out.append(text);
        return Flow.ON;
    }

    private Flow choose(Node.If conditional, Object dot) {
        int mark = variables.mark();
        enter(conditional.pipeline().at());
        boolean met = Value.isTrue(evaluator.pipeline(conditional.pipeline(), dot));
        Flow flow = walk(met ? conditional.then() : conditional.otherwise(), dot);
        leave();
        variables.release(mark);
        return flow;
    }

    private Flow with(Node.With with, Object dot) {
        int mark = variables.mark();
        enter(with.pipeline().at());
        Object value = evaluator.pipeline(with.pipeline(), dot);
        Flow flow = Value.isTrue(value) ? walk(with.then(), value) : walk(with.otherwise(), dot);
        leave();
        variables.release(mark);
        return flow;
    }

    private Flow range(Node.Range range, Object dot) {
        int mark = variables.mark();
        enter(range.pipeline().at());
        Object value = evaluator.range(range.pipeline(), dot);
        List<Entry> entries = entries(value, range.pipeline().at());
        Flow flow = Flow.ON;
        if (entries.isEmpty()) {
            flow = walk(range.otherwise(), dot);
        }
        for (Entry entry : entries) {
            int inner = variables.mark();
            evaluator.bind(range.pipeline(), entry.key(), entry.value());
            Flow ended = walk(range.each(), entry.value());
            variables.release(inner);
            spend(1);
            if (ended == Flow.BREAK) {
                break;
            }
        }
        leave();
        variables.release(mark);
        return flow;
    }

    private record Entry(Object key, Object value) {}

    private List<Entry> entries(Object value, int at) {
        List<Entry> entries = new ArrayList<>();
        switch (value) {
            case List<?> list -> list.forEach(item -> entries.add(new Entry((long) entries.size(), Value.of(item))));
            case Map<?, ?> map -> Value.sorted(map).forEach((key, held) -> entries.add(new Entry(key, held)));
            case Long count -> {
                spend(Math.clamp(count, 0, MAX_STEPS));
                for (long each = 0; each < count; each++) {
                    entries.add(new Entry(each, each));
                }
            }
            case Nil nil -> {}
            default -> throw new TemplateError(at, "range can't iterate over " + Printer.plain(value));
        }
        return entries;
    }

    private Flow invoke(Node.Call call, Object dot) {
        Object handed = call.pipeline()
                .map(pipeline -> evaluator.pipeline(pipeline, dot))
                .orElse(Nil.NIL);
        invoke(call.at(), call.name(), handed);
        return Flow.ON;
    }

    private void invoke(int at, String name, Object dot) {
        Definition definition = definitions.get(name);
        if (definition == null) {
            throw new TemplateError(at, "template " + GoQuote.quote(name) + " not defined");
        }
        Variables outer = variables;
        Origin here = origin;
        enter(at);
        variables = new Variables(dot);
        origin = definition.origin();
        walk(definition.body(), dot);
        origin = here;
        variables = outer;
        leave();
    }
}
