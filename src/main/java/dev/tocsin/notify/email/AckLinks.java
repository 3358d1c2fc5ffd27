package dev.tocsin.notify.email;

import dev.tocsin.access.Pass;
import dev.tocsin.config.Secret;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Story;
import dev.tocsin.notify.Wording;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Words for mails, and the link by which a reader acknowledges: where we are reached, and a secret is configured to sign it. */
record AckLinks(Wording wording, Optional<Secret> secret) {
    private static final Duration GOOD = Duration.ofHours(24);

    Letter letter(Page page) {
        return wording.letter(page, text -> text);
    }

    /** For what fires and nobody has. The reader is called as the person or the receiver whose address it is. */
    Optional<Story.Link> of(Page page) {
        boolean open = page.kind() == Page.Kind.TRIGGER
                && page.reason() != Page.Reason.DIGEST
                && page.incident().acknowledgedBy().isEmpty();
        if (!open || secret.isEmpty() || wording.external().isEmpty()) {
            return Optional.empty();
        }
        String endpoint = page.endpoint().id();
        String reader = endpoint.substring(0, Math.max(0, endpoint.indexOf('/')));
        Pass pass = new Pass(page.incidentId(), reader, page.at().plus(GOOD));
        String base = wording.external().get().toString().replaceFirst("/+$", "");
        return Optional.of(new Story.Link("Acknowledge", URI.create(base + "/ack/" + pass.key(secret.get()))));
    }
}
