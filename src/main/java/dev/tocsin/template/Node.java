package dev.tocsin.template;

import java.util.List;
import java.util.Optional;

/** A part of a template's body. */
sealed interface Node {
    /** Written as it is. */
    record Text(String text) implements Node {}

    /** {@code {{pipeline}}}: written, unless it declares or assigns. */
    record Action(Pipeline pipeline) implements Node {}

    /** {@code {{if}}}; an {@code else if} is a further one in {@code otherwise}. */
    record If(Pipeline pipeline, List<Node> then, List<Node> otherwise) implements Node {}

    /** {@code {{with}}}. */
    record With(Pipeline pipeline, List<Node> then, List<Node> otherwise) implements Node {}

    /** {@code {{range}}}. */
    record Range(Pipeline pipeline, List<Node> each, List<Node> otherwise) implements Node {}

    /** {@code {{template "name" pipeline}}}. */
    record Call(int at, String name, Optional<Pipeline> pipeline) implements Node {}

    /** {@code {{break}}}. */
    record Break() implements Node {}

    /** {@code {{continue}}}. */
    record Continue() implements Node {}

    /** Commands, each fed the one before as its last argument. {@code variables} are what it declares or assigns to. */
    record Pipeline(int at, List<String> variables, boolean assigns, List<Command> commands) {}

    /** An operand, or a function or method and its arguments. */
    record Command(int at, List<Operand> words) {}

    /** A term with the fields asked of it. */
    sealed interface Operand {
        /** Offset in the text. */
        int at();

        /** A literal: text, flag or number. */
        record Constant(int at, Object value) implements Operand {}

        /** {@code nil}. */
        record NilWord(int at) implements Operand {}

        /** {@code .} */
        record Dot(int at) implements Operand {}

        /** {@code .A.B} */
        record Field(int at, List<String> names) implements Operand {}

        /** {@code $a.B}; the name is without its dollar sign, empty for the root. */
        record Variable(int at, String name, List<String> names) implements Operand {}

        /** A function's name. */
        record Name(int at, String name) implements Operand {}

        /** {@code (pipeline).A} */
        record Nested(int at, Pipeline pipeline, List<String> names) implements Operand {}
    }
}
