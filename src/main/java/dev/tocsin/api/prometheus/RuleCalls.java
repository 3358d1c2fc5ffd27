package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Matcher;
import dev.tocsin.rule.AlertingRule;
import dev.tocsin.rule.GroupStatus;
import dev.tocsin.rule.RecordingRule;
import dev.tocsin.rule.Rule;
import dev.tocsin.rule.Trace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code rules} and {@code alerts}. For any thread. */
final class RuleCalls {
    private static final double NANOS = 1e9;
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private RuleCalls() {}

    /** What is to be shown of a group. */
    private record Shown(GroupStatus status, List<Rule> rules) {}

    /**
     * {@code type, rule_name[], rule_group[], file[], match[], exclude_alerts, group_limit, group_next_token}. A group of which
     * nothing is asked for is not there.
     */
    static Answer rules(List<GroupStatus> groups, Alerts alerts, Parameters given) throws Refusal {
        boolean withAlerts = !flag(given, "exclude_alerts");
        int most = new Times(given).limit("group_limit");
        Predicate<Rule> wanted = wanted(given);
        List<Shown> shown = new ArrayList<>();
        for (GroupStatus status : groups) {
            List<Rule> rules = status.group().rules().stream().filter(wanted).toList();
            if (isAsked(status, given)
                    && (!rules.isEmpty() || status.group().rules().isEmpty())) {
                shown.add(new Shown(status, rules));
            }
        }
        int first = first(shown, given);
        int end = most == 0 ? shown.size() : Math.min(shown.size(), first + most);
        List<Shown> page = shown.subList(first, end);
        Optional<String> next =
                end < shown.size() ? Optional.of(token(shown.get(end).status())) : Optional.empty();
        return Answer.of(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("groups");
            for (Shown group : page) {
                group(out, group, alerts, withAlerts);
            }
            out.writeEndArray();
            if (next.isPresent()) {
                out.writeStringField("groupNextToken", next.get());
            }
            out.writeEndObject();
        });
    }

    private static boolean isAsked(GroupStatus status, Parameters given) {
        return isAmong(given.all("rule_group[]"), status.group().name())
                && isAmong(given.all("file[]"), status.group().file());
    }

    private static boolean isAmong(List<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }

    private static Predicate<Rule> wanted(Parameters given) throws Refusal {
        String type = given.text("type");
        boolean alerting = type.isEmpty() || type.equals("alert");
        boolean recording = type.isEmpty() || type.equals("record");
        if (!alerting && !recording) {
            throw Refusal.parameter("type", "not supported value \"" + type + "\"");
        }
        List<String> names = given.all("rule_name[]");
        List<List<Matcher>> selectors = Selectors.of(given);
        return rule -> (rule instanceof AlertingRule ? alerting : recording)
                && isAmong(names, rule.name())
                && isSelected(selectors, rule);
    }

    private static boolean isSelected(List<List<Matcher>> selectors, Rule rule) {
        return selectors.isEmpty()
                || selectors.stream()
                        .anyMatch(matchers -> matchers.stream()
                                .allMatch(one -> one.matches(rule.labels().getOrDefault(one.name(), ""))));
    }

    private static int first(List<Shown> groups, Parameters given) throws Refusal {
        String token = given.text("group_next_token");
        for (int at = 0; at < groups.size(); at++) {
            if (token.isEmpty() || token(groups.get(at).status()).equals(token)) {
                return at;
            }
        }
        if (token.isEmpty()) {
            return 0;
        }
        throw Refusal.badData("invalid group_next_token '" + token + "', were rule groups changed?");
    }

    private static String token(GroupStatus status) {
        return Integer.toHexString(status.group().key().hashCode());
    }

    private static boolean flag(Parameters given, String name) throws Refusal {
        String text = given.text(name);
        return switch (text) {
            case "", "0", "f", "F", "false", "FALSE", "False" -> false;
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            default -> throw Refusal.parameter(name, "strconv.ParseBool: parsing \"" + text + "\": invalid syntax");
        };
    }

    private static void group(JsonGenerator out, Shown shown, Alerts alerts, boolean withAlerts) throws IOException {
        GroupStatus status = shown.status();
        out.writeStartObject();
        out.writeStringField("name", status.group().name());
        out.writeStringField("file", status.group().file());
        out.writeArrayFieldStart("rules");
        for (Rule rule : shown.rules()) {
            Optional<Trace> last = status.history().of(rule.key()).stream().findFirst();
            switch (rule) {
                case AlertingRule alerting -> alerting(out, alerting, last, alerts, withAlerts);
                case RecordingRule recording -> recording(out, recording, last);
            }
        }
        out.writeEndArray();
        out.writeNumberField("interval", seconds(status.group().pace().interval()));
        out.writeNumberField("limit", status.group().limit());
        out.writeNumberField("evaluationTime", seconds(status.took()));
        out.writeStringField(
                "lastEvaluation", status.last().map(RuleCalls::time).orElse(NEVER));
        out.writeEndObject();
    }

    private static void alerting(
            JsonGenerator out, AlertingRule rule, Optional<Trace> last, Alerts alerts, boolean withAlerts)
            throws IOException {
        Collection<Alert> active = alerts.of(rule.key());
        out.writeStartObject();
        out.writeStringField("state", state(active));
        out.writeStringField("name", rule.name());
        out.writeStringField("query", rule.expr().toString());
        out.writeNumberField("duration", seconds(rule.hold().before()));
        out.writeNumberField("keepFiringFor", seconds(rule.hold().after()));
        texts(out, "labels", rule.labels());
        texts(out, "annotations", rule.annotations());
        out.writeFieldName("alerts");
        alerts(out, withAlerts ? active : List.of());
        health(out, last);
        out.writeStringField("type", "alerting");
        out.writeEndObject();
    }

    private static void recording(JsonGenerator out, RecordingRule rule, Optional<Trace> last) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", rule.name());
        out.writeStringField("query", rule.expr().toString());
        if (!rule.labels().isEmpty()) {
            texts(out, "labels", rule.labels());
        }
        health(out, last);
        out.writeStringField("type", "recording");
        out.writeEndObject();
    }

    private static void health(JsonGenerator out, Optional<Trace> last) throws IOException {
        out.writeStringField(
                "health", last.map(trace -> trace.failed() ? "err" : "ok").orElse("unknown"));
        if (last.isPresent() && last.get().failed()) {
            out.writeStringField("lastError", last.get().error());
        }
        out.writeNumberField("evaluationTime", seconds(last.map(Trace::took).orElse(Duration.ZERO)));
        out.writeStringField(
                "lastEvaluation", last.map(trace -> time(trace.at())).orElse(NEVER));
    }

    private static String state(Collection<Alert> active) {
        if (active.stream().anyMatch(Alert::isFiring)) {
            return "firing";
        }
        return active.isEmpty() ? "inactive" : "pending";
    }

    /** All alerts that are pending or fire. */
    static Answer alerts(Alerts alerts) {
        List<Alert> all = alerts.stream()
                .filter(alert -> !alert.rule().equals(RuleKey.PUSHED))
                .toList();
        return Answer.of(out -> {
            out.writeStartObject();
            out.writeFieldName("alerts");
            alerts(out, all);
            out.writeEndObject();
        });
    }

    private static void alerts(JsonGenerator out, Collection<Alert> alerts) throws IOException {
        out.writeStartArray();
        for (Alert alert : alerts) {
            out.writeStartObject();
            out.writeFieldName("labels");
            new ValueJson(out).labels(alert.labels());
            texts(out, "annotations", alert.annotations());
            out.writeStringField("state", alert.isFiring() ? "firing" : "pending");
            out.writeStringField("activeAt", time(alert.since()));
            if (alert.state() instanceof AlertState.Fading fading) {
                out.writeStringField("keepFiringSince", time(fading.unmet()));
            }
            out.writeStringField("value", GoFloat.scientific(alert.value()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void texts(JsonGenerator out, String key, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(key);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    /** RFC 3339. */
    static String time(Instant instant) {
        return instant.toString();
    }
}
