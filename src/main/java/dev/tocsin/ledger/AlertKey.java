package dev.tocsin.ledger;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Labels;

/** Which alert: of this rule, with these labels. */
public record AlertKey(RuleKey rule, Labels labels) {
    /** The key of {@code alert}. */
    public static AlertKey of(Alert alert) {
        return new AlertKey(alert.rule(), alert.labels());
    }

    /** As the ledger's key column has it: the rule's key and the fingerprint of the labels. */
    @Override
    public String toString() {
        return rule + " " + labels.fingerprint();
    }
}
