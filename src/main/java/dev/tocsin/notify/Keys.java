package dev.tocsin.notify;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import java.net.URI;
import java.util.Optional;

/** Alertmanager's two ways to give a secret: {@code key} holds it, or {@code key_file} names the file that does. */
public final class Keys {
    private Keys() {}

    /** The secret under {@code key} or {@code key_file}, if there is one; both are a fault. */
    public static Optional<Secret> secret(Fields in, String key) {
        Optional<Secret> inFile = in.optionalSecretFile(key + "_file");
        Optional<Secret> given = in.optionalSecret(key);
        if (inFile.isPresent() && given.isPresent()) {
            in.fault(key, key + " and " + key + "_file exclude each other");
        }
        return given.or(() -> inFile);
    }

    /** As {@link #secret}, for a secret that is an address. */
    public static Optional<Secret> address(Fields in, String key) {
        return secret(in, key).filter(secret -> {
            boolean isAddress = secret.isEmpty() || isAddress(secret.reveal());
            if (!isAddress) {
                in.fault(key, "must be an absolute URL, such as https://example.com/path");
            }
            return isAddress;
        });
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null && uri.getRawAuthority() != null;
        } catch (java.net.URISyntaxException bad) {
            return false;
        }
    }
}
