package dev.tocsin.template;

import dev.tocsin.template.Node.Command;
import dev.tocsin.template.Node.Operand;
import dev.tocsin.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pipelines to values, by Go's rules: the value of a command is the last argument of the next. */
final class Evaluator {
    private final Execution run;
    private final Map<String, Function> functions;

    Evaluator(Execution run, Map<String, Function> functions) {
        this.run = run;
        this.functions = functions;
    }

    /** The value; declares or assigns the pipeline's variable. */
    Object pipeline(Pipeline pipeline, Object dot) {
        Object value = value(pipeline, dot);
        for (String name : pipeline.variables()) {
            set(pipeline, name, value);
        }
        return value;
    }

    /** The value of a range's pipeline, whose variables get an element at a time instead. */
    Object range(Pipeline pipeline, Object dot) {
        return value(pipeline, dot);
    }

    /** Gives a range's variables their element: the value, or index and value. */
    void bind(Pipeline pipeline, Object key, Object value) {
        List<String> names = pipeline.variables();
        for (int at = 0; at < names.size(); at++) {
            set(pipeline, names.get(at), names.size() == 2 && at == 0 ? key : value);
        }
    }

    private void set(Pipeline pipeline, String name, Object value) {
        if (pipeline.assigns()) {
            run.variables().assign(name, value);
        } else {
            run.variables().declare(name, value);
        }
    }

    private Object value(Pipeline pipeline, Object dot) {
        run.enter(pipeline.at());
        List<Object> piped = List.of();
        for (Command command : pipeline.commands()) {
            piped = List.of(command(command, dot, piped));
        }
        run.leave();
        return piped.getFirst();
    }

    private Object command(Command command, Object dot, List<Object> piped) {
        run.spend(1);
        Operand first = command.words().getFirst();
        List<Operand> rest = command.words().subList(1, command.words().size());
        try {
            return switch (first) {
                case Operand.Name name -> function(name.name(), rest, dot, piped);
                case Operand.Field field -> members(dot, field.names(), arguments(rest, dot, piped));
                case Operand.Variable variable ->
                    members(run.variables().get(variable.name()), variable.names(), arguments(rest, dot, piped));
                case Operand.Nested nested ->
                    members(pipeline(nested.pipeline(), dot), nested.names(), arguments(rest, dot, piped));
                case Operand.Constant constant -> members(constant.value(), List.of(), arguments(rest, dot, piped));
                case Operand.Dot here -> members(dot, List.of(), arguments(rest, dot, piped));
                case Operand.NilWord nil -> throw new TemplateError("nil is not a command");
            };
        } catch (TemplateError failed) {
            throw failed.at() >= 0 ? failed : new TemplateError(first.at(), failed.words());
        }
    }

    /** Only the last of the names may be a method, and so take arguments. */
    private Object members(Object start, List<String> names, List<Object> arguments) {
        Object value = Value.of(start);
        if (names.isEmpty() && !arguments.isEmpty()) {
            throw new TemplateError("can't give argument to non-function");
        }
        for (int at = 0; at < names.size(); at++) {
            value = Member.of(value, names.get(at), at + 1 < names.size() ? List.of() : arguments);
        }
        return value;
    }

    private Object function(String name, List<Operand> rest, Object dot, List<Object> piped) {
        if (name.equals("and") || name.equals("or")) {
            return deciding(name.equals("or"), rest, dot, piped);
        }
        Function function = functions.get(name);
        if (function == null) {
            throw new TemplateError("function " + GoQuote.quote(name) + " not defined");
        }
        Object value = function.call(Args.of(name, arguments(rest, dot, piped)), run);
        return value instanceof String text ? run.bounded(text) : value;
    }

    /** The first argument that is as true as {@code wanted}, else the last; none behind it is evaluated. */
    private Object deciding(boolean wanted, List<Operand> rest, Object dot, List<Object> piped) {
        Object value = Nil.NIL;
        for (Operand operand : rest) {
            value = argument(operand, dot);
            if (Value.isTrue(value) == wanted) {
                return value;
            }
        }
        if (rest.isEmpty() && piped.isEmpty()) {
            throw new TemplateError("wrong number of args for " + (wanted ? "or" : "and") + ": want at least 1 got 0");
        }
        return piped.isEmpty() ? value : piped.getFirst();
    }

    private List<Object> arguments(List<Operand> operands, Object dot, List<Object> piped) {
        List<Object> values = new ArrayList<>(operands.size() + piped.size());
        for (Operand operand : operands) {
            values.add(argument(operand, dot));
        }
        values.addAll(piped);
        return values;
    }

    private Object argument(Operand operand, Object dot) {
        if (operand instanceof Operand.NilWord) {
            return Nil.NIL;
        }
        return command(new Command(operand.at(), List.of(operand)), dot, List.of());
    }
}
