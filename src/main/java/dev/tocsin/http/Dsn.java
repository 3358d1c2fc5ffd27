package dev.tocsin.http;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A Sentry DSN, {@code https://KEY@host/PROJECT}: where a project is told things, and the key that lets one in. Whoever knows it can pretend
 * to be us, so that it prints as {@code <secret>}.
 */
public record Dsn(Secret text) {
    private static final String FORM = "https?://[^@/\\s]+@[^@/\\s]+(/[^/\\s]+)+";

    private static final Dsn NOWHERE = new Dsn(Secret.of("http://key@invalid.invalid/1"));

    /** {@code text}, where it is one. */
    public static Optional<Dsn> of(Secret text) {
        return isDsn(text.reveal()) ? Optional.of(new Dsn(text)) : Optional.empty();
    }

    /** What {@code given}, of {@code key}, is; what is none is a fault, and leads nowhere. */
    public static Dsn read(Fields in, String key, Secret given) {
        Optional<Dsn> dsn = of(given);
        if (!given.isEmpty() && dsn.isEmpty()) {
            in.fault(key, "must be a DSN, such as https://key@o1.ingest.sentry.io/2");
        }
        return dsn.orElse(NOWHERE);
    }

    private static boolean isDsn(String text) {
        try {
            return text.matches(FORM) && new URI(text).getHost() != null;
        } catch (URISyntaxException garbage) {
            return false;
        }
    }

    /** {@code https://host/api/PROJECT/} and {@code below}; what the path has before the project stays before {@code api}. */
    public URI api(String below) {
        URI given = URI.create(text.reveal());
        String path = given.getRawPath();
        int last = path.lastIndexOf('/');
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        return URI.create(given.getScheme() + "://" + given.getHost() + port + path.substring(0, last) + "/api/"
                + path.substring(last + 1) + '/' + below);
    }

    /** The public key; a secret key of old behind a colon is left out. */
    public Secret key() {
        return Secret.of(
                String.valueOf(URI.create(text.reveal()).getRawUserInfo()).replaceFirst(":.*", ""));
    }
}
