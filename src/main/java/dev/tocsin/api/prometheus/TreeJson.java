package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.syntax.At;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Kind;
import dev.tocsin.promql.syntax.Length;
import dev.tocsin.promql.syntax.Matching;
import dev.tocsin.promql.syntax.Shift;
import dev.tocsin.promql.syntax.Signature;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the tree of an expression as Prometheus' {@code parse_query} has it. Durations are milliseconds. */
record TreeJson(JsonGenerator out) {
    private static final double MILLIS = 1000;
    private static final Length.Query NO_QUERY = new Length.Query(0, 0);

    void write(Expr expr) throws IOException {
        out.writeStartObject();
        switch (expr) {
            case Expr.Number number -> {
                out.writeStringField("type", "numberLiteral");
                out.writeStringField("val", GoFloat.plain(number.value()));
            }
            case Expr.Text text -> {
                out.writeStringField("type", "stringLiteral");
                out.writeStringField("val", text.value());
            }
            case Expr.Paren paren -> {
                out.writeStringField("type", "parenExpr");
                child("expr", paren.inner());
            }
            case Expr.Unary unary -> {
                out.writeStringField("type", "unaryExpr");
                out.writeStringField("op", unary.negative() ? "-" : "+");
                child("expr", unary.inner());
            }
            case Expr.Binary binary -> binary(binary);
            case Expr.Aggregate aggregate -> aggregate(aggregate);
            case Expr.Call call -> call(call);
            case Expr.Selector selector -> {
                out.writeStringField("type", "vectorSelector");
                selector(selector);
            }
            case Expr.RangeSelector range -> {
                out.writeStringField("type", "matrixSelector");
                out.writeNumberField("range", millis(range.range()));
                selector(range.selector());
            }
            case Expr.Subquery subquery -> subquery(subquery);
        }
        out.writeEndObject();
    }

    private void child(String key, @Nullable Expr expr) throws IOException {
        out.writeFieldName(key);
        if (expr == null) {
            out.writeNull();
        } else {
            write(expr);
        }
    }

    private void binary(Expr.Binary binary) throws IOException {
        out.writeStringField("type", "binaryExpr");
        out.writeStringField("op", binary.op().sign());
        child("lhs", binary.left());
        child("rhs", binary.right());
        out.writeBooleanField("bool", binary.bool());
        out.writeFieldName("matching");
        if (binary.left().kind() == Kind.VECTOR && binary.right().kind() == Kind.VECTOR) {
            matching(binary.matching());
        } else {
            out.writeNull();
        }
    }

    private void matching(Matching matching) throws IOException {
        out.writeStartObject();
        out.writeStringField(
                "card", matching.cardinality().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        texts("labels", matching.labels());
        out.writeBooleanField("on", matching.on());
        texts("include", matching.include());
        out.writeObjectFieldStart("fillValues");
        fill("lhs", matching.fill().leftOrNull());
        fill("rhs", matching.fill().rightOrNull());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void fill(String side, @Nullable Double value) throws IOException {
        if (value == null) {
            out.writeNullField(side);
        } else {
            out.writeNumberField(side, value);
        }
    }

    private void aggregate(Expr.Aggregate aggregate) throws IOException {
        out.writeStringField("type", "aggregation");
        out.writeStringField("op", aggregate.op().word());
        child("expr", aggregate.inner());
        child("param", aggregate.parameterOrNull());
        texts("grouping", aggregate.labels());
        out.writeBooleanField("without", aggregate.without());
    }

    private void call(Expr.Call call) throws IOException {
        Signature function = call.function();
        out.writeStringField("type", "call");
        out.writeObjectFieldStart("func");
        out.writeStringField("name", function.name());
        texts("argTypes", function.arguments().stream().map(Kind::word).toList());
        out.writeNumberField("variadic", function.variadic());
        out.writeStringField("returnType", function.result().word());
        out.writeEndObject();
        out.writeArrayFieldStart("args");
        for (Expr argument : call.arguments()) {
            write(argument);
        }
        out.writeEndArray();
    }

    private void selector(Expr.Selector selector) throws IOException {
        out.writeStringField("name", selector.name());
        shift(selector.shift());
        out.writeArrayFieldStart("matchers");
        for (Matcher matcher : selector.matchers()) {
            out.writeStartObject();
            out.writeStringField("name", matcher.name());
            out.writeStringField("value", matcher.value());
            out.writeStringField("type", matcher.op().sign());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeBooleanField("anchored", selector.edge() == Expr.Edge.ANCHORED);
        out.writeBooleanField("smoothed", selector.edge() == Expr.Edge.SMOOTHED);
    }

    private void subquery(Expr.Subquery subquery) throws IOException {
        out.writeStringField("type", "subquery");
        child("expr", subquery.inner());
        out.writeNumberField("range", millis(subquery.range()));
        out.writeNumberField("step", subquery.step().map(TreeJson::millis).orElse(0L));
        shift(subquery.shift());
    }

    private void shift(Shift shift) throws IOException {
        out.writeNumberField("offset", shift.offset().map(TreeJson::millis).orElse(0L));
        At at = shift.atOrNull();
        if (at instanceof At.Time(long millis)) {
            out.writeNumberField("timestamp", millis);
        } else {
            out.writeNullField("timestamp");
        }
        out.writeStringField("startOrEnd", at instanceof At.Start ? "start" : at instanceof At.End ? "end" : null);
    }

    /** What depends on a query that is not there is worth what its instant would make of it. */
    private static long millis(Length length) {
        return Math.round(length.seconds(NO_QUERY) * MILLIS);
    }

    private void texts(String key, List<String> texts) throws IOException {
        out.writeFieldName(key);
        Answer.array(out, texts);
    }
}
