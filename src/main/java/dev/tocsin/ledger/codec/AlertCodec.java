package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.RuleKey;

/** {@link Alert}. */
final class AlertCodec implements Codec<Alert> {
    private static final Codec<RuleKey> RULE = new RuleKeyCodec();
    private static final Codec<AlertState> STATE = new State();

    @Override
    public ObjectNode write(Alert alert) {
        return new Form()
                .one("rule", alert.rule(), RULE)
                .labels("labels", alert.labels())
                .textMap("annotations", alert.annotations())
                .number("value", alert.value())
                .one("state", alert.state(), STATE)
                .instant("seen", alert.seen())
                .text("source", alert.source())
                .node();
    }

    @Override
    public Alert read(Doc doc) {
        return new Alert(
                doc.one("rule", RULE),
                doc.labels("labels"),
                doc.textMap("annotations"),
                doc.number("value"),
                doc.one("state", STATE),
                doc.instant("seen"),
                doc.optionalText("source").orElse(""));
    }

    private static final class State implements Codec<AlertState> {
        @Override
        public ObjectNode write(AlertState state) {
            return switch (state) {
                case AlertState.Pending(var since) ->
                    Form.of("pending").instant("since", since).node();
                case AlertState.Firing(var since, var fired) ->
                    Form.of("firing")
                            .instant("since", since)
                            .instant("fired", fired)
                            .node();
                case AlertState.Fading(var since, var fired, var unmet) ->
                    Form.of("fading")
                            .instant("since", since)
                            .instant("fired", fired)
                            .instant("unmet", unmet)
                            .node();
                case AlertState.Pushed(var since, var heard, var until, var stated) ->
                    Form.of("pushed")
                            .instant("since", since)
                            .instant("heard", heard)
                            .instant("until", until)
                            .flag("stated", stated)
                            .node();
            };
        }

        @Override
        public AlertState read(Doc doc) {
            return switch (doc.kind()) {
                case "pending" -> new AlertState.Pending(doc.instant("since"));
                case "firing" -> new AlertState.Firing(doc.instant("since"), doc.instant("fired"));
                case "fading" ->
                    new AlertState.Fading(doc.instant("since"), doc.instant("fired"), doc.instant("unmet"));
                case "pushed" ->
                    new AlertState.Pushed(
                            doc.instant("since"), doc.instant("heard"), doc.instant("until"), doc.flag("stated"));
                default -> throw doc.unknownKind();
            };
        }
    }
}
