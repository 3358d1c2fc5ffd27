package dev.tocsin.template;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which functions a dialect has: Go's own and those of its program. */
final class Functions {
    private static final Map<String, Function> RULES = table(GoFunctions.ALL, SharedFunctions.ALL, RuleFunctions.ALL);
    private static final Map<String, Function> MESSAGES =
            table(GoFunctions.ALL, SharedFunctions.ALL, MessageFunctions.ALL);

    private Functions() {}

    static Map<String, Function> of(Dialect dialect) {
        return switch (dialect) {
            case RULES -> RULES;
            case MESSAGES -> MESSAGES;
        };
    }

    @SafeVarargs
    private static Map<String, Function> table(List<Function>... groups) {
        Map<String, Function> table = new HashMap<>();
        for (List<Function> group : groups) {
            group.forEach(function -> table.put(function.name(), function));
        }
        return Collections.unmodifiableMap(table);
    }
}
