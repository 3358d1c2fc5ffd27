package dev.tocsin.notify.slack;

import java.net.URI;

/** Slack's markup: {@code &}, {@code <} and {@code >} are its control characters, so that no text can mention or link by itself. */
final class Mrkdwn {
    private Mrkdwn() {}

    /** {@code text} so that it reads as it is. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String bold(String name) {
        return "*" + escape(name) + "*";
    }

    static String link(URI to, String name) {
        String address = escape(to.toString()).replace("|", "%7C");
        return "<" + address + "|" + escape(name).replace("|", "/") + ">";
    }
}
