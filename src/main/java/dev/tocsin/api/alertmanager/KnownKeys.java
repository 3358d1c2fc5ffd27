package dev.tocsin.api.alertmanager;

import dev.tocsin.config.Shown;
import dev.tocsin.config.Shown.Keys;
import dev.tocsin.config.Shown.Text;
import dev.tocsin.model.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of {@code global} and of a receiver Alertmanager 0.25 has a word for: it refuses a file with any other. */
final class KnownKeys {
    private static final Set<String> GLOBAL = Set.of(
            "http_config",
            "pagerduty_url",
            "slack_api_url",
            "smtp_auth_identity",
            "smtp_auth_password",
            "smtp_auth_secret",
            "smtp_auth_username",
            "smtp_from",
            "smtp_hello",
            "smtp_require_tls",
            "smtp_smarthost");

    private static final Set<String> TLS =
            Set.of("ca_file", "cert_file", "insecure_skip_verify", "key_file", "min_version", "server_name");

    private static final Map<String, Set<String>> BELOW = Map.of(
            "http_config",
            Set.of(
                    "authorization",
                    "basic_auth",
                    "bearer_token",
                    "enable_http2",
                    "follow_redirects",
                    "oauth2",
                    "proxy_url",
                    "tls_config"),
            "tls_config",
            TLS,
            "basic_auth",
            Set.of("password", "username"),
            "authorization",
            Set.of("credentials", "type"),
            "oauth2",
            Set.of("client_id", "client_secret", "endpoint_params", "proxy_url", "scopes", "tls_config", "token_url"));

    private static final Map<String, Set<String>> KINDS = Map.of(
            "webhook_configs",
            Set.of("http_config", "max_alerts", "send_resolved", "url"),
            "pagerduty_configs",
            Set.of(
                    "class",
                    "client",
                    "client_url",
                    "component",
                    "description",
                    "details",
                    "group",
                    "http_config",
                    "images",
                    "links",
                    "routing_key",
                    "send_resolved",
                    "severity",
                    "url"),
            "slack_configs",
            Set.of(
                    "actions",
                    "api_url",
                    "callback_id",
                    "channel",
                    "color",
                    "fallback",
                    "fields",
                    "footer",
                    "http_config",
                    "icon_emoji",
                    "icon_url",
                    "image_url",
                    "link_names",
                    "mrkdwn_in",
                    "pretext",
                    "send_resolved",
                    "short_fields",
                    "text",
                    "thumb_url",
                    "title",
                    "title_link",
                    "username"),
            "email_configs",
            Set.of(
                    "auth_identity",
                    "auth_password",
                    "auth_secret",
                    "auth_username",
                    "from",
                    "headers",
                    "hello",
                    "html",
                    "require_tls",
                    "send_resolved",
                    "smarthost",
                    "text",
                    "tls_config",
                    "to"));

    /** Keys whose secret may stand in a file or under another name with us. */
    private static final Map<String, List<String>> ALIASES = Map.of(
            "slack_api_url", List.of("slack_api_url_file", "slack_app_token", "slack_app_token_file"),
            "smtp_auth_password", List.of("smtp_auth_password_file"),
            "api_url", List.of("api_url_file", "app_token", "app_token_file", "token", "token_file"),
            "routing_key", List.of("routing_key_file"),
            "auth_password", List.of("auth_password_file"),
            "url", List.of("url_file"),
            "bearer_token", List.of("bearer_token_file"),
            "password", List.of("password_file"),
            "credentials", List.of("credentials_file"));

    private static final Set<String> ADDRESSES = Set.of("url", "proxy_url", "pagerduty_url");
    private static final Set<String> SMARTHOSTS = Set.of("smarthost", "smtp_smarthost");

    /** Where nobody can be reached. */
    private static final String HIDDEN = "https://hidden.invalid/";

    private KnownKeys() {}

    static Keys global(Keys written, Duration resolveTimeout) {
        Map<String, Shown> global = new LinkedHashMap<>();
        global.put("resolve_timeout", new Text(Durations.format(resolveTimeout), true));
        global.putAll(only(GLOBAL, written).entries());
        return new Keys(global);
    }

    static Keys receiver(Keys written) {
        Map<String, Shown> receiver = new LinkedHashMap<>();
        written.find("name").ifPresent(name -> receiver.put("name", name));
        KINDS.keySet().stream()
                .sorted()
                .filter(kind -> written.find(kind).isPresent())
                .forEach(kind -> {
                    List<Shown> entries = written.list(kind).stream()
                            .<Shown>map(entry -> entry(KINDS.getOrDefault(kind, Set.of()), entry))
                            .toList();
                    receiver.put(kind, new Shown.Items(entries));
                });
        return new Keys(receiver);
    }

    /** What Alertmanager would take for a default of its own is said. */
    private static Keys entry(Set<String> known, Keys written) {
        Map<String, Shown> entry = new LinkedHashMap<>();
        entry.put("send_resolved", new Text("true", true));
        entry.putAll(only(known, written).entries());
        return new Keys(entry);
    }

    private static Keys only(Set<String> known, Keys written) {
        Map<String, Shown> kept = new LinkedHashMap<>();
        written.entries().forEach((key, value) -> {
            if (known.contains(key)) {
                kept.put(key, shown(key, value));
            }
        });
        ALIASES.forEach((key, others) -> {
            boolean elsewhere =
                    others.stream().anyMatch(other -> written.find(other).isPresent());
            if (elsewhere && known.contains(key)) {
                kept.putIfAbsent(key, shown(key, Shown.SECRET));
            }
        });
        return new Keys(kept);
    }

    private static Shown shown(String key, Shown value) {
        return switch (value) {
            case Keys keys -> only(BELOW.getOrDefault(key, keys.entries().keySet()), keys);
            case Text text when ADDRESSES.contains(key) -> address(text);
            case Text text
            when SMARTHOSTS.contains(key) && text.equals(Shown.SECRET) -> new Text("hidden.invalid:587", false);
            case Text text -> text;
            case Shown.Items items -> items;
        };
    }

    /** Alertmanager wants to read it as an address; where it leads to is no secret, but what stands behind that may be one. */
    private static Text address(Text text) {
        if (text.equals(Shown.SECRET)) {
            return new Text(HIDDEN, false);
        }
        try {
            URI uri = URI.create(text.text());
            String path = uri.getRawPath();
            boolean bare = path == null || path.length() <= 1;
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return new Text(uri.getScheme() + "://" + uri.getHost() + port + (bare ? "/" : "/hidden"), false);
        } catch (IllegalArgumentException odd) {
            return new Text(HIDDEN, false);
        }
    }
}
