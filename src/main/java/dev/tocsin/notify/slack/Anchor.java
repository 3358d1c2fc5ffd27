package dev.tocsin.notify.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message that stands for an incident: Slack's id of its channel, and its timestamp there. Kept as a receipt in the ledger. */
record Anchor(String channel, String ts) {
    private static final Pattern RECEIPT = Pattern.compile("([A-Z0-9]+)/([0-9]+\\.[0-9]+)");

    /** What {@code receipt} stands for; nothing when it is of another kind of channel, or of an older version. */
    static Optional<Anchor> of(String receipt) {
        Matcher parts = RECEIPT.matcher(receipt);
        return parts.matches() ? Optional.of(new Anchor(parts.group(1), parts.group(2))) : Optional.empty();
    }

    String receipt() {
        return channel + '/' + ts;
    }
}
