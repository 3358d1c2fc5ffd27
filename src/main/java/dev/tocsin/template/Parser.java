package dev.tocsin.template;

import dev.tocsin.template.Node.Command;
import dev.tocsin.template.Node.Operand;
import dev.tocsin.template.Node.Pipeline;
import dev.tocsin.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Tokens to bodies, by Go's grammar. Unknown functions and variables are faults here already, as in Go. */
final class Parser {
    private static final int MAX_DEPTH = 100;
    private static final Set<String> KEYWORDS =
            Set.of("block", "break", "continue", "define", "else", "end", "if", "range", "nil", "template", "with");

    private final Origin origin;
    private final List<Token> tokens;
    private final Set<String> functions;
    private final Map<String, Definition> definitions = new HashMap<>();
    private List<String> variables = new ArrayList<>();
    private int next;
    private int depth;
    private int loops;

    private Parser(Origin origin, Dialect dialect) {
        this.origin = origin;
        this.tokens = Lexer.tokens(origin.text());
        this.functions = Functions.of(dialect).keySet();
        variables.add("");
        variables.addAll(dialect.declared());
    }

    /** A text's own body, and what it defines for others. */
    record Content(Definition main, Map<String, Definition> definitions) {}

    /** Throws {@link TemplateError}. */
    static Content parse(Origin origin, Dialect dialect) {
        Parser parser = new Parser(origin, dialect);
        List<Node> body = parser.body(true);
        if (!parser.peek().is(Kind.END)) {
            throw parser.unexpected(parser.tokens.get(parser.next + 1), "outside of any block");
        }
        return new Content(new Definition(origin, body), parser.definitions);
    }

    /** Up to the end, or to an {@code else} or {@code end}, which is left to the caller. */
    private List<Node> body(boolean top) {
        List<Node> nodes = new ArrayList<>();
        int mark = variables.size();
        while (!peek().is(Kind.END) && !atWord("end") && !atWord("else")) {
            Token token = take();
            if (token.is(Kind.TEXT)) {
                nodes.add(new Node.Text(token.value()));
            } else if (peek().is(Kind.WORD) && peek().value().equals("define")) {
                define(top);
            } else {
                nodes.add(action());
            }
        }
        forget(mark);
        return List.copyOf(nodes);
    }

    private Node action() {
        Token word = peek();
        if (!word.is(Kind.WORD)
                || !KEYWORDS.contains(word.value())
                || word.value().equals("nil")) {
            Node node = new Node.Action(pipeline(Kind.RIGHT, "command"));
            take();
            return node;
        }
        take();
        return switch (word.value()) {
            case "if", "with" -> nest(() -> conditional(word.value()));
            case "range" -> nest(this::range);
            case "template" -> call(word);
            case "block" -> block(word);
            default -> jump(word);
        };
    }

    private Node jump(Token word) {
        if (!word.value().equals("break") && !word.value().equals("continue")) {
            throw unexpected(word, "in an action");
        }
        if (loops == 0) {
            throw new TemplateError(word.at(), "{{" + word.value() + "}} outside {{range}}");
        }
        expect(Kind.RIGHT, word.value());
        return word.value().equals("break") ? new Node.Break() : new Node.Continue();
    }

    private Node conditional(String kind) {
        int mark = variables.size();
        Pipeline pipeline = header(kind);
        List<Node> then = body(false);
        List<Node> otherwise = otherwise(kind);
        forget(mark);
        return kind.equals("if") ? new Node.If(pipeline, then, otherwise) : new Node.With(pipeline, then, otherwise);
    }

    private Node range() {
        int mark = variables.size();
        Pipeline pipeline = header("range");
        loops++;
        List<Node> each = body(false);
        loops--;
        List<Node> otherwise = otherwise("range");
        forget(mark);
        return new Node.Range(pipeline, each, otherwise);
    }

    private Pipeline header(String context) {
        Pipeline pipeline = pipeline(Kind.RIGHT, context);
        take();
        return pipeline;
    }

    /** What follows the first body: nothing, {@code else}, or {@code else if}, which ends with the same {@code end}. */
    private List<Node> otherwise(String kind) {
        expect(Kind.LEFT, kind);
        Token word = take();
        if (word.value().equals("end")) {
            expect(Kind.RIGHT, "end");
            return List.of();
        }
        if (peek().is(Kind.WORD) && peek().value().equals(kind) && !kind.equals("range")) {
            take();
            return List.of(nest(() -> conditional(kind)));
        }
        expect(Kind.RIGHT, "else");
        List<Node> nodes = body(false);
        if (!atWord("end")) {
            throw unexpected(peek(1), "where {{end}} is expected");
        }
        endOfBlock();
        return nodes;
    }

    private void endOfBlock() {
        expect(Kind.LEFT, "end");
        Token end = take();
        if (!end.value().equals("end")) {
            throw unexpected(end, "where {{end}} is expected");
        }
        expect(Kind.RIGHT, "end");
    }

    private Node call(Token word) {
        String name = expect(Kind.STRING, "template").value();
        if (peek().is(Kind.RIGHT)) {
            take();
            return new Node.Call(word.at(), name, Optional.empty());
        }
        return new Node.Call(word.at(), name, Optional.of(header("template")));
    }

    private Node block(Token word) {
        String name = expect(Kind.STRING, "block").value();
        Pipeline pipeline = header("block");
        definition(name, word.at());
        return new Node.Call(word.at(), name, Optional.of(pipeline));
    }

    private void define(boolean top) {
        Token word = take();
        if (!top) {
            throw new TemplateError(word.at(), "{{define}} inside another block");
        }
        String name = expect(Kind.STRING, "define").value();
        expect(Kind.RIGHT, "define");
        definition(name, word.at());
    }

    /** A body of its own: it sees no variable but the root, and no loop. */
    private void definition(String name, int at) {
        List<String> outer = variables;
        int outerLoops = loops;
        variables = new ArrayList<>(List.of(""));
        loops = 0;
        List<Node> body = nest(() -> body(false));
        endOfBlock();
        variables = outer;
        loops = outerLoops;
        if (definitions.putIfAbsent(name, new Definition(origin, body)) != null) {
            throw new TemplateError(at, "template " + GoQuote.quote(name) + " is defined twice");
        }
    }

    private Pipeline pipeline(Kind end, String context) {
        return nest(() -> {
            Token first = peek();
            List<String> declared = new ArrayList<>();
            boolean assigns = declarations(declared, context.equals("range"));
            List<Command> commands = new ArrayList<>();
            do {
                commands.add(command(context));
            } while (takeIf(Kind.PIPE));
            if (!peek().is(end)) {
                throw unexpected(peek(), "in " + context);
            }
            checkStages(commands);
            if (!assigns) {
                variables.addAll(declared);
            }
            return new Pipeline(first.at(), List.copyOf(declared), assigns, List.copyOf(commands));
        });
    }

    /** {@code $a :=}, {@code $a =}, in a range {@code $a, $b :=}; says whether it assigns to what is there. */
    private boolean declarations(List<String> declared, boolean range) {
        int count = 0;
        if (peek().is(Kind.VARIABLE)) {
            Kind after = peek(1).kind();
            boolean two = range && after == Kind.COMMA && peek(2).is(Kind.VARIABLE);
            count = after == Kind.DECLARE || after == Kind.ASSIGN ? 1 : two ? 2 : 0;
        }
        for (int at = 0; at < count; at++) {
            declared.add(take().value());
            if (at + 1 < count) {
                take();
            }
        }
        if (count == 0) {
            return false;
        }
        Token sign = take();
        if (sign.is(Kind.ASSIGN)) {
            declared.forEach(name -> checkVariable(sign, name));
        } else if (!sign.is(Kind.DECLARE)) {
            throw unexpected(sign, "where := is expected");
        }
        return sign.is(Kind.ASSIGN);
    }

    private static void checkStages(List<Command> commands) {
        for (Command command : commands.subList(1, commands.size())) {
            if (command.words().getFirst() instanceof Operand.Constant constant) {
                throw new TemplateError(constant.at(), "a constant cannot take the value of the pipeline");
            }
        }
    }

    private Command command(String context) {
        List<Operand> words = new ArrayList<>();
        int at = peek().at();
        while (startsOperand(peek())) {
            words.add(operand());
        }
        if (words.isEmpty()) {
            throw peek().is(Kind.RIGHT) || peek().is(Kind.CLOSE)
                    ? new TemplateError(peek().at(), "missing value for " + context)
                    : unexpected(peek(), "in " + context);
        }
        return new Command(at, List.copyOf(words));
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case WORD, FIELD, DOT, VARIABLE, STRING, CHARACTER, NUMBER, OPEN -> true;
            case TEXT, LEFT, RIGHT, DECLARE, ASSIGN, PIPE, CLOSE, COMMA, END -> false;
        };
    }

    private Operand operand() {
        Token token = take();
        return switch (token.kind()) {
            case WORD -> word(token);
            case FIELD -> new Operand.Field(token.at(), fields(new ArrayList<>(List.of(token.value()))));
            case DOT -> new Operand.Dot(token.at());
            case VARIABLE -> {
                checkVariable(token, token.value());
                yield new Operand.Variable(token.at(), token.value(), fields(new ArrayList<>()));
            }
            case STRING -> new Operand.Constant(token.at(), token.value());
            case CHARACTER -> new Operand.Constant(token.at(), GoNumber.character(token));
            case NUMBER -> new Operand.Constant(token.at(), GoNumber.parse(token));
            case OPEN -> {
                Pipeline pipeline = pipeline(Kind.CLOSE, "parenthesized pipeline");
                take();
                yield new Operand.Nested(token.at(), pipeline, fields(new ArrayList<>()));
            }
            case TEXT, LEFT, RIGHT, DECLARE, ASSIGN, PIPE, CLOSE, COMMA, END -> throw unexpected(token, "in an action");
        };
    }

    private Operand word(Token token) {
        return switch (token.value()) {
            case "true" -> new Operand.Constant(token.at(), true);
            case "false" -> new Operand.Constant(token.at(), false);
            case "nil" -> new Operand.NilWord(token.at());
            default -> {
                if (KEYWORDS.contains(token.value())) {
                    throw unexpected(token, "in an action");
                }
                if (!functions.contains(token.value())) {
                    throw new TemplateError(token.at(), "function " + GoQuote.quote(token.value()) + " not defined");
                }
                Operand name = new Operand.Name(token.at(), token.value());
                yield peek().is(Kind.FIELD) && peek().glued() ? ofResult(name) : name;
            }
        };
    }

    /** {@code now.Year}: the fields are those of what the function gives. */
    private Operand ofResult(Operand name) {
        Command call = new Command(name.at(), List.of(name));
        Pipeline pipeline = new Pipeline(name.at(), List.of(), false, List.of(call));
        return new Operand.Nested(name.at(), pipeline, fields(new ArrayList<>()));
    }

    private List<String> fields(List<String> names) {
        while (peek().is(Kind.FIELD) && peek().glued()) {
            names.add(take().value());
        }
        return List.copyOf(names);
    }

    private void checkVariable(Token token, String name) {
        if (!variables.contains(name)) {
            throw new TemplateError(token.at(), "undefined variable \"$" + name + "\"");
        }
    }

    private void forget(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    private <T> T nest(Supplier<T> part) {
        if (++depth > MAX_DEPTH) {
            throw new TemplateError(peek().at(), "nested more than " + MAX_DEPTH + " deep");
        }
        T value = part.get();
        depth--;
        return value;
    }

    private boolean atWord(String word) {
        return peek().is(Kind.LEFT) && peek(1).is(Kind.WORD) && peek(1).value().equals(word);
    }

    private boolean takeIf(Kind kind) {
        boolean here = peek().is(kind);
        next += here ? 1 : 0;
        return here;
    }

    private Token expect(Kind kind, String context) {
        Token token = take();
        if (!token.is(kind)) {
            throw unexpected(token, "in " + context);
        }
        return token;
    }

    private TemplateError unexpected(Token token, String context) {
        return new TemplateError(token.at(), "unexpected " + token.shown() + " " + context);
    }

    private Token peek() {
        return peek(0);
    }

    private Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    private Token take() {
        Token token = peek();
        next++;
        return token;
    }
}
