package dev.tocsin.notify.pagerduty;

import dev.tocsin.config.Fields;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Outbound;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Wording;
import java.net.URI;

/** The kind of channel that wakes people by PagerDuty: {@code pagerduty_configs}. */
public record PagerDuty(Posting posting, Wording wording) implements ChannelKind {
    private static final URI EVENTS = URI.create("https://events.pagerduty.com/v2/enqueue");

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public Takes takes() {
        return new Takes(true, true);
    }

    @Override
    public boolean tellsChanges() {
        return true;
    }

    @Override
    public Reader defaults(Fields global) {
        PagerDutyConfig.Usual usual = new PagerDutyConfig.Usual(
                global.optionalUri("pagerduty_url").orElse(EVENTS), Outbound.read(global, Outbound.DEFAULT));
        return in -> new PagerDutyChannel(PagerDutyConfig.read(in, usual, wording), posting, wording);
    }
}
