package dev.tocsin.lab.world;

import dev.tocsin.lab.slack.Message;
import dev.tocsin.lab.smtp.Mail;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message to read, in chat or by mail, as its reader sees it. {@code incident} is the one that it names; empty when it names none.
 * {@code text} is all of it: a repetition has the same.
 */
public record Note(Instant at, String place, Kind kind, String incident, String title, String text) {
    /** What the reader learns, by the first words. */
    public enum Kind {
        BEGINNING,
        ACKNOWLEDGED,
        PROGRESS,
        END,
        OTHER
    }

    private static final Pattern INCIDENT = Pattern.compile("\\*?Incident\\*?:?\\s+([0-9a-z-]+)");
    private static final Pattern ORNAMENT = Pattern.compile("^(:[a-z_]+:)?\\s*\\*?|\\*$");

    static Note of(Message message) {
        String title = ORNAMENT.matcher(message.text()).replaceAll("");
        String text = message.everything();
        return new Note(message.at(), message.channel(), kind(title), incident(text), title, text);
    }

    static Note of(Mail mail) {
        String to = String.join(",", mail.to());
        String text = mail.subject() + "\n" + mail.text();
        return new Note(mail.at(), to, kind(mail.subject()), incident(mail.text()), mail.subject(), text);
    }

    private static Kind kind(String title) {
        if (title.startsWith("[")) {
            return Kind.BEGINNING;
        }
        int colon = Math.max(0, title.indexOf(':'));
        return switch (title.substring(0, colon)) {
            case "Acknowledged" -> Kind.ACKNOWLEDGED;
            case "Update" -> Kind.PROGRESS;
            case "Resolved" -> Kind.END;
            default -> Kind.OTHER;
        };
    }

    private static String incident(String text) {
        Matcher found = INCIDENT.matcher(text);
        return found.find() ? found.group(1) : "";
    }
}
