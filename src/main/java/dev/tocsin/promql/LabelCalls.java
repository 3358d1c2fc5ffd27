package dev.tocsin.promql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Quoted;
import java.util.ArrayList;
import java.util.List;

/** {@code label_replace} and {@code label_join}: they change labels and look at no value. */
final class LabelCalls {
    /** Nested calls make values longer and longer. */
    private static final int LONGEST = 1 << 16;

    private static final int BYTES_A_SAMPLE = 16;

    private LabelCalls() {}

    /** The strings among the arguments from index {@code from} on. */
    static List<String> texts(Expr.Call call, int from) {
        List<String> texts = new ArrayList<>();
        for (Expr argument : call.arguments().subList(from, call.arguments().size())) {
            texts.add(text(argument));
        }
        return texts;
    }

    static String text(Expr argument) {
        return argument.unwrapped() instanceof Expr.Text text ? text.value() : "";
    }

    static List<Row> replace(Expr.Call call, List<Row> rows, Budget budget) throws EvaluationFault {
        List<String> texts = texts(call, 1);
        String target = texts.get(0);
        Pattern pattern = pattern(texts.get(3));
        checkName(target, "destination label name in label_replace()");
        List<Row> results = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Matcher matcher = pattern.matcher(row.labels().get(texts.get(2)));
            results.add(
                    matcher.matches()
                            ? withLabel(row, target, Expansion.expand(texts.get(1), matcher, pattern), budget)
                            : row);
        }
        return Rows.merged(results);
    }

    private static Pattern pattern(String regex) throws EvaluationFault {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException fault) {
            throw EvaluationFault.of("invalid regular expression in label_replace(): " + regex);
        }
    }

    static List<Row> join(Expr.Call call, List<Row> rows, Budget budget) throws EvaluationFault {
        List<String> texts = texts(call, 1);
        String target = texts.get(0);
        List<String> sources = texts.subList(2, texts.size());
        for (String source : sources) {
            checkName(source, "source label name in label_join()");
        }
        checkName(target, "destination label name in label_join()");
        List<Row> results = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<String> values = new ArrayList<>(sources.size());
            sources.forEach(source -> values.add(row.labels().get(source)));
            results.add(withLabel(row, target, String.join(texts.get(1), values), budget));
        }
        return Rows.merged(results);
    }

    private static void checkName(String name, String what) throws EvaluationFault {
        if (name.isEmpty() || !Quoted.isText(name)) {
            throw EvaluationFault.of("invalid " + what + ": " + name);
        }
    }

    /** A name that is set anew is no longer to be dropped. */
    private static Row withLabel(Row row, String name, String value, Budget budget) throws EvaluationFault {
        if (value.length() > LONGEST) {
            throw EvaluationFault.tooMuch("label value of more than " + LONGEST + " characters for " + name);
        }
        budget.hold(value.length() / BYTES_A_SAMPLE);
        Labels labels = row.labels().with(name, value);
        boolean nameless = row.nameless() && !name.equals(Label.METRIC_NAME);
        return new Row(labels, nameless, row);
    }
}
