package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Who says what a command says. Where the agent asks for a token, the name of the token stands beside it. */
final class Author {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who says so (default: ${DEFAULT-VALUE}).")
    private String name;

    String name() {
        return name;
    }

    /** A body that says who speaks, to which the rest is added. */
    ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("by", name);
    }
}
