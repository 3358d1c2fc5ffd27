package dev.tocsin.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.rule.Datasource;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates expressions by Prometheus' HTTP API of a store elsewhere. For any thread that may wait. */
public final class RemoteStore implements Datasource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MILLIS = 3;

    private final DatasourceConfig config;
    private final Client client;

    public RemoteStore(DatasourceConfig config, Client client) {
        this.config = config;
        this.client = client;
    }

    @Override
    public Outcome instant(Expr expr, long timeMillis, Duration patience) {
        String time = BigDecimal.valueOf(timeMillis, MILLIS).toPlainString();
        String form = "query=" + encoded(expr.toString()) + "&time=" + time + "&timeout=" + patience.toMillis() + "ms";
        Request request = config.request()
                .withTimeout(patience)
                .withBody(Optional.of(Payload.of("application/x-www-form-urlencoded", form)));
        return switch (client.exchange(request)) {
            case Exchange.Failed failed -> failure(failed.detail());
            case Exchange.Answered answered -> read(answered.reply());
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Outcome failure(String why) {
        return new Outcome.Failure(Outcome.Cause.EXECUTION, "datasource " + config.name() + ": " + why);
    }

    private Outcome read(Reply reply) {
        if (reply.truncated()) {
            return failure("the answer is too long");
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(reply.bytes());
        } catch (JsonProcessingException garbage) {
            return failure("status " + reply.status() + ", and the answer is not JSON");
        } catch (IOException impossible) {
            return failure("the answer cannot be read");
        }
        if (!answer.path("status").asText().equals("success")) {
            return failure(answer.path("error").asText("status " + reply.status()));
        }
        try {
            Value value = value(answer.path("data"));
            return new Outcome.Answer(value, texts(answer.path("warnings")), texts(answer.path("infos")));
        } catch (IllegalArgumentException strange) {
            return failure(String.valueOf(strange.getMessage()));
        }
    }

    private static Value value(JsonNode data) {
        JsonNode result = data.path("result");
        String type = data.path("resultType").asText();
        return switch (type) {
            case "scalar" -> new Value.Scalar(millis(result.path(0)), number(result.path(1)));
            case "vector" -> {
                List<Value.Entry> entries = new ArrayList<>();
                result.forEach(one -> entries.add(entry(one)));
                yield new Value.Vector(entries);
            }
            default -> throw new IllegalArgumentException("an answer of the type \"" + type + "\" is no vector");
        };
    }

    private static Value.Entry entry(JsonNode one) {
        if (one.has("histogram")) {
            throw new IllegalArgumentException("native histograms cannot be taken over");
        }
        Labels.Builder labels = Labels.builder();
        one.path("metric")
                .properties()
                .forEach(label -> labels.set(label.getKey(), label.getValue().asText()));
        JsonNode point = one.path("value");
        return new Value.Entry(labels.build(), millis(point.path(0)), number(point.path(1)), null);
    }

    private static long millis(JsonNode seconds) {
        if (!seconds.isNumber()) {
            throw new IllegalArgumentException("a value without a time");
        }
        return seconds.decimalValue().movePointRight(MILLIS).longValue();
    }

    private static double number(JsonNode text) {
        return switch (text.asText()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(text.asText());
                } catch (NumberFormatException none) {
                    throw new IllegalArgumentException("\"" + text.asText() + "\" is not a number", none);
                }
            }
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
