package dev.tocsin.notify.email;

import dev.tocsin.incident.Page;
import dev.tocsin.notify.Cut;
import dev.tocsin.notify.Story;
import dev.tocsin.template.GoEscape;
import java.util.List;

/** A story as plain text and as HTML that reads in any client: one table, no styles from elsewhere, nothing loaded. */
final class Letters {
    private static final int MAX_TEXT = 20_000;

    private Letters() {}

    static String text(Story story, List<String> faults) {
        StringBuilder text = new StringBuilder(story.title()).append("\n\n");
        if (!story.lead().isEmpty()) {
            text.append(story.lead()).append("\n\n");
        }
        story.facts()
                .forEach(fact -> text.append(fact.name())
                        .append(": ")
                        .append(Cut.line(fact.text()))
                        .append('\n'));
        text.append('\n');
        story.alerts()
                .forEach(alert -> text.append("- ").append(Cut.line(alert)).append('\n'));
        text.append('\n');
        story.links()
                .forEach(link ->
                        text.append(link.name()).append(": ").append(link.to()).append('\n'));
        faults.forEach(fault -> text.append('\n').append(fault).append('\n'));
        return Cut.to(MAX_TEXT, text.toString());
    }

    static String html(Story story, Page.Kind kind, List<String> faults) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><body style=\"font-family:sans-serif\">\n");
        html.append("<h2 style=\"border-left:6px solid ").append(colour(kind)).append(";padding-left:8px\">");
        html.append(GoEscape.html(story.title())).append("</h2>\n");
        if (!story.lead().isEmpty()) {
            html.append("<p>").append(lines(story.lead())).append("</p>\n");
        }
        html.append("<table cellpadding=\"4\">\n");
        story.facts()
                .forEach(fact -> html.append("<tr><th align=\"left\" valign=\"top\">")
                        .append(GoEscape.html(fact.name()))
                        .append("</th><td>")
                        .append(lines(fact.text()))
                        .append("</td></tr>\n"));
        html.append("</table>\n<ul>\n");
        story.alerts()
                .forEach(alert ->
                        html.append("<li>").append(GoEscape.html(alert)).append("</li>\n"));
        html.append("</ul>\n");
        story.links()
                .forEach(link -> html.append("<p><a href=\"")
                        .append(GoEscape.html(link.to().toString()))
                        .append("\">")
                        .append(GoEscape.html(link.name()))
                        .append("</a></p>\n"));
        faults.forEach(
                fault -> html.append("<p><em>").append(GoEscape.html(fault)).append("</em></p>\n"));
        return html.append("</body></html>\n").toString();
    }

    private static String lines(String text) {
        return GoEscape.html(text).replace("\n", "<br>");
    }

    private static String colour(Page.Kind kind) {
        return switch (kind) {
            case TRIGGER -> "#d00000";
            case ACKNOWLEDGE -> "#f2c744";
            case PROGRESS -> "#1c7ed6";
            case RESOLVE -> "#2f9e44";
        };
    }
}
