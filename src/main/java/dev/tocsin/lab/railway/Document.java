package dev.tocsin.lab.railway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A GraphQL document with one operation: enough of the language for what clients of deployments send. */
record Document(String kind, Set<String> variables, List<Field> fields) {
    private static final Pattern TOKEN =
            Pattern.compile("[{}()\\[\\]:!=$]|\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+|[_A-Za-z][_0-9A-Za-z]*|\\S");

    /** One selected field; the value of an argument is as written, a variable with its {@code $}. */
    record Field(String name, Map<String, String> arguments, List<Field> selection) {}

    /** Throws {@link IllegalArgumentException} for what is not such a document. */
    static Document parse(String text) {
        return new Reader(text).document();
    }

    private static final class Reader {
        private final List<String> tokens = new ArrayList<>();
        private int at;

        Reader(String text) {
            Matcher matcher = TOKEN.matcher(text.replace(",", " "));
            while (matcher.find()) {
                tokens.add(matcher.group());
            }
        }

        Document document() {
            String kind = peek().equals("{") ? "query" : next();
            if (!kind.equals("query") && !kind.equals("mutation")) {
                throw unexpected(kind);
            }
            if (!peek().equals("{") && !peek().equals("(")) {
                next();
            }
            Set<String> variables = variables();
            List<Field> fields = selection();
            if (at < tokens.size()) {
                throw unexpected(peek());
            }
            return new Document(kind, variables, fields);
        }

        private Set<String> variables() {
            Set<String> names = new HashSet<>();
            if (take("(")) {
                while (!take(")")) {
                    expect("$");
                    names.add("$" + next());
                    expect(":");
                    type();
                }
            }
            return names;
        }

        private void type() {
            if (take("[")) {
                type();
                expect("]");
            } else {
                next();
            }
            take("!");
        }

        private List<Field> selection() {
            List<Field> fields = new ArrayList<>();
            expect("{");
            while (!take("}")) {
                String name = next();
                if (!Character.isJavaIdentifierStart(name.charAt(0))) {
                    throw unexpected(name);
                }
                Map<String, String> arguments = arguments();
                fields.add(new Field(name, arguments, peek().equals("{") ? selection() : List.of()));
            }
            return fields;
        }

        private Map<String, String> arguments() {
            Map<String, String> arguments = new LinkedHashMap<>();
            if (take("(")) {
                while (!take(")")) {
                    String name = next();
                    expect(":");
                    arguments.put(name, take("$") ? "$" + next() : next());
                }
            }
            return arguments;
        }

        private String peek() {
            return at < tokens.size() ? tokens.get(at) : "";
        }

        private String next() {
            if (at >= tokens.size()) {
                throw unexpected("the end");
            }
            return tokens.get(at++);
        }

        private boolean take(String token) {
            boolean found = peek().equals(token);
            at += found ? 1 : 0;
            return found;
        }

        private void expect(String token) {
            if (!take(token)) {
                throw unexpected(peek());
            }
        }

        private static IllegalArgumentException unexpected(String token) {
            return new IllegalArgumentException("Syntax Error: Unexpected " + token);
        }
    }
}
