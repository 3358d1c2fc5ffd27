package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Quoted;
import java.util.Optional;

/** Reads {@code name{label="value", ...}}. */
final class LabelNotation {
    private LabelNotation() {}

    static Labels read(Scanner scanner) throws ScriptFault {
        Labels.Builder labels = Labels.builder();
        scanner.skipSpace();
        String name = scanner.until("{ \t@");
        if (!name.isEmpty()) {
            labels.set(Label.METRIC_NAME, name);
        }
        if (scanner.takeIf("{")) {
            pairs(scanner, labels);
        } else if (name.isEmpty()) {
            throw scanner.fault("expected a metric");
        }
        return labels.build();
    }

    private static void pairs(Scanner scanner, Labels.Builder labels) throws ScriptFault {
        scanner.skipSpace();
        while (!scanner.takeIf("}")) {
            boolean quoted = scanner.peek() == '"';
            String label = quoted ? quoted(scanner) : scanner.until("=,} \t");
            scanner.skipSpace();
            if (scanner.takeIf("=")) {
                scanner.skipSpace();
                labels.set(label, quoted(scanner));
            } else if (quoted) {
                labels.set(Label.METRIC_NAME, label);
            } else {
                throw scanner.fault("expected = after label " + label);
            }
            scanner.skipSpace();
            if (!scanner.takeIf(",") && scanner.peek() != '}') {
                throw scanner.fault("expected , or }");
            }
            scanner.skipSpace();
        }
    }

    private static String quoted(Scanner scanner) throws ScriptFault {
        char quote = scanner.peek();
        if (quote != '"' && quote != '\'') {
            throw scanner.fault("expected a quoted string");
        }
        scanner.take();
        StringBuilder body = new StringBuilder();
        while (!scanner.done() && scanner.peek() != quote) {
            char letter = scanner.take();
            body.append(letter);
            if (letter == '\\' && !scanner.done()) {
                body.append(scanner.take());
            }
        }
        scanner.expect(String.valueOf(quote));
        Optional<String> text = Quoted.unquoted(body.toString());
        return text.orElseThrow(() -> scanner.fault("invalid escape in " + body));
    }
}
