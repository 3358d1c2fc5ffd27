package dev.tocsin.notify.slack;

import dev.tocsin.config.Fields;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Wording;

/**
 * The kind of channel that writes to Slack: {@code slack_configs}. {@code buttons}: messages get buttons, because what is pressed
 * comes back to us.
 */
public record Slack(Posting posting, Wording wording, boolean buttons) implements ChannelKind {
    @Override
    public String name() {
        return "slack";
    }

    @Override
    public Takes takes() {
        return new Takes(true, true);
    }

    @Override
    public Reader defaults(Fields global) {
        SlackConfig.Usual usual = SlackConfig.Usual.read(global);
        return in -> new SlackChannel(SlackConfig.read(in, usual, wording), posting, wording, buttons);
    }
}
