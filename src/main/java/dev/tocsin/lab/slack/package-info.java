/** A stand-in for Slack: incoming webhooks and {@code chat.postMessage}, with its limits, its lengths and its ways to say no. */
@NullMarked
package dev.tocsin.lab.slack;

import org.jspecify.annotations.NullMarked;
