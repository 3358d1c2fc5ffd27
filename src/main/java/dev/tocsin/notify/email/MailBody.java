package dev.tocsin.notify.email;

import dev.tocsin.incident.Page;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Cut;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Phrase;
import dev.tocsin.notify.Story;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One mail. Its id is made from the page's, so that a page that is sent twice is one mail to a reader that looks; it refers to an
 * id made from the incident's, so that an incident's mails stand together. No value reaches a header with a line break in it.
 */
final class MailBody {
    private static final int MAX_SUBJECT = 250;
    /** Named here, so that a template cannot make a mail that is not ours. */
    private static final Set<String> OURS = Set.of(
            "subject", "from", "to", "cc", "bcc", "message-id", "content-type", "mime-version", "auto-submitted");

    private final EmailConfig config;
    private final Page page;
    private final Letter letter;
    private final Optional<Story.Link> acknowledge;

    MailBody(EmailConfig config, Page page, Letter letter, Optional<Story.Link> acknowledge) {
        this.config = config;
        this.page = page;
        this.letter = letter;
        this.acknowledge = acknowledge;
    }

    MailMessage message() {
        Story story = acknowledge.map(letter.story()::with).orElseGet(letter::story);
        String subject = letter.say(header("Subject"), story.title());
        String html = letter.sayHtml(config.texts().html(), "");
        String text = letter.say(config.texts().text(), "");
        return new MailMessage()
                .setFrom(config.from())
                .setTo(config.to())
                .setHeaders(headers(subject))
                .setText(text.isEmpty() ? Letters.text(story, letter.faults()) : text)
                .setHtml(html.isEmpty() ? Letters.html(story, page.kind(), letter.faults()) : html);
    }

    private MultiMap headers(String subject) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        // Encoded here: the client's own encoding loses what lies beyond Unicode's first plane.
        headers.set("Subject", HeaderText.of(Cut.to(MAX_SUBJECT, subject)));
        headers.set("Message-ID", id(page.id() + "." + fingerprint()));
        if (config.threaded()) {
            headers.set("In-Reply-To", id(page.incidentId() + "." + fingerprint()));
            headers.set("References", id(page.incidentId() + "." + fingerprint()));
        }
        headers.set("Auto-Submitted", "auto-generated");
        headers.set("X-Tocsin-Incident", page.incidentId());
        headers.set("X-Tocsin-Kind", page.kind().name().toLowerCase(Locale.ROOT));
        for (Map.Entry<String, Phrase> extra : config.texts().headers().entrySet()) {
            String name = extra.getKey();
            if (name.matches("[!-9;-~]+") && !OURS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.set(name, HeaderText.of(letter.say(extra.getValue(), "")));
            }
        }
        return headers;
    }

    private Phrase header(String name) {
        return config.texts().headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Phrase.NONE);
    }

    private String fingerprint() {
        return Labels.of("endpoint", page.endpoint().id()).fingerprint();
    }

    private String id(String local) {
        String domain = config.from().substring(config.from().indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-].*", "");
        return "<" + local.replaceAll("[^A-Za-z0-9.-]", "-") + "@" + domain + ">";
    }
}
