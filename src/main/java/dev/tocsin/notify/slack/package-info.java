/** Messages to Slack: through an incoming webhook, or as a bot, which keeps the messages of an incident in one thread. */
@NullMarked
package dev.tocsin.notify.slack;

import org.jspecify.annotations.NullMarked;
