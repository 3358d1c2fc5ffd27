package dev.tocsin.app;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From whom messages are taken, and by which secret they show that they are genuine: presses of buttons from Slack, events from
 * PagerDuty, and links that we send in mails.
 */
public record HooksConfig(
        Optional<Secret> slack, List<Secret> pagerDuty, Optional<PagerDutyApi> pagerDutyApi, Optional<Secret> mail) {
    /** From nobody. */
    static final HooksConfig NONE = new HooksConfig(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    private static final URI API = URI.create("https://api.pagerduty.com");

    private static final int SHORTEST = 16;

    public HooksConfig {
        pagerDuty = List.copyOf(pagerDuty);
    }

    /** PagerDuty's REST API, to ask which of our alerts an incident there has. */
    public record PagerDutyApi(Secret token, URI url) {}

    private record PagerDuty(List<Secret> secrets, Optional<PagerDutyApi> api) {}

    static HooksConfig read(Fields in) {
        Optional<PagerDuty> pagerDuty = in.optional("pagerduty", HooksConfig::pagerDuty);
        return new HooksConfig(
                in.optional("slack", slack -> secret(slack, "signing_secret")),
                pagerDuty.map(PagerDuty::secrets).orElse(List.of()),
                pagerDuty.flatMap(PagerDuty::api),
                in.optional("mail", mail -> secret(mail, "secret")));
    }

    /** Each subscription has a secret of its own; {@code secret} is for who has one. */
    private static PagerDuty pagerDuty(Fields in) {
        List<Secret> secrets = new ArrayList<>();
        if (in.has("secret") || !in.has("subscriptions")) {
            secrets.add(secret(in, "secret"));
        }
        secrets.addAll(in.list("subscriptions", one -> secret(one, "secret")));
        URI url = in.optionalUri("api_url").orElse(API);
        return new PagerDuty(secrets, in.optionalSecret("api_token").map(token -> new PagerDutyApi(token, url)));
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
