package dev.tocsin.notify;

import dev.tocsin.config.Fields;

/**
 * A kind of channel, such as Slack. {@code name} is how configurations call it: an entry of {@code slack_configs} becomes the
 * endpoint {@code receiver/slack/0}. Kinds are listed where the agent is put together.
 */
public interface ChannelKind {
    /** Its name in lower case. */
    String name();

    /** Which news an endpoint of this kind gets when its configuration does not say. */
    Takes takes();

    /** Whether an endpoint of this kind may hear of deployments and acts that belong to no incident: {@code send_changes}. */
    default boolean tellsChanges() {
        return false;
    }

    /** Reads what {@code global} says for all entries of this kind. Called once, also when there is no entry. */
    Reader defaults(Fields global);

    /** Reads one entry of {@code name_configs}. Makes the channel; does not connect. */
    @FunctionalInterface
    interface Reader {
        Channel read(Fields in);
    }

    /** Whether the end is told, and whether what happens between the beginning and the end is. */
    record Takes(boolean resolved, boolean updates) {}
}
