package dev.tocsin.app;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From whom messages are taken, and by which secret they show that they are genuine: presses of buttons from Slack, events from
 * PagerDuty, and links that we send in mails.
 */
public record HooksConfig(Optional<Secret> slack, List<Secret> pagerDuty, Optional<Secret> mail) {
    /** From nobody. */
    static final HooksConfig NONE = new HooksConfig(Optional.empty(), List.of(), Optional.empty());

    private static final int SHORTEST = 16;

    public HooksConfig {
        pagerDuty = List.copyOf(pagerDuty);
    }

    static HooksConfig read(Fields in) {
        return new HooksConfig(
                in.optional("slack", slack -> secret(slack, "signing_secret")),
                in.optional("pagerduty", HooksConfig::pagerDuty).orElse(List.of()),
                in.optional("mail", mail -> secret(mail, "secret")));
    }

    /** Each subscription has a secret of its own; {@code secret} is for who has one. */
    private static List<Secret> pagerDuty(Fields in) {
        List<Secret> secrets = new ArrayList<>();
        if (in.has("secret") || !in.has("subscriptions")) {
            secrets.add(secret(in, "secret"));
        }
        secrets.addAll(in.list("subscriptions", one -> secret(one, "secret")));
        return secrets;
    }

    /** One that can be guessed protects nothing. */
    private static Secret secret(Fields in, String key) {
        Secret secret = in.secret(key);
        if (!secret.isEmpty() && secret.reveal().length() < SHORTEST) {
            in.fault(key, "is too short to be a secret: at least " + SHORTEST + " characters");
        }
        return secret.isEmpty() ? Secret.of("?".repeat(SHORTEST)) : secret;
    }
}
