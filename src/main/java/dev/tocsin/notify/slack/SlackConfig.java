package dev.tocsin.notify.slack;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Auth;
import dev.tocsin.notify.Keys;
import dev.tocsin.notify.Outbound;
import dev.tocsin.notify.Wording;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alertmanager's {@code slack_config}. With {@code Bot} the message goes to {@code chat.postMessage}. */
record SlackConfig(Way way, String channel, Outbound outbound, Optional<Duration> timeout, SlackTexts texts) {
    private static final URI API = URI.create("https://slack.com/api/chat.postMessage");
    private static final String METHOD = "chat.postMessage";

    /** How the workspace is reached. */
    sealed interface Way {
        /** The webhook's address, or the bot's token. */
        Secret secret();

        /** An incoming webhook: the address is the secret. */
        record Hook(Secret secret) implements Way {}

        /** The Web API as a bot. */
        record Bot(URI api, Secret secret) implements Way {
            /** The address of another method. */
            URI method(String name) {
                String text = api.toString();
                return URI.create(text.substring(0, text.length() - METHOD.length()) + name);
            }
        }
    }

    /** What {@code global} says. */
    record Usual(Optional<Secret> hook, Optional<Secret> token, URI api, Outbound outbound) {
        static Usual read(Fields global) {
            return new Usual(
                    Keys.address(global, "slack_api_url"),
                    Keys.secret(global, "slack_app_token"),
                    global.optionalUri("slack_app_url").orElse(API),
                    Outbound.read(global, Outbound.DEFAULT));
        }
    }

    static SlackConfig read(Fields in, Usual usual, Wording wording) {
        Outbound outbound = Outbound.read(in, usual.outbound());
        Way way = way(in, usual, outbound);
        if (way instanceof Way.Bot && in.optionalText("channel").isEmpty()) {
            in.fault("channel", "is required with a token: a name such as #alerts, or an id");
        }
        if (in.flag("update_message", false) && way instanceof Way.Hook) {
            in.warn("update_message", "what a webhook has posted cannot be edited: as a bot (app_token) it is");
        }
        return new SlackConfig(
                way,
                in.text("channel", ""),
                outbound,
                in.optionalDuration("timeout").filter(Duration::isPositive),
                SlackTexts.read(in, wording));
    }

    /** The entry's own way before the global one; a token before a webhook. Alertmanager's bearer credentials are a token too. */
    private static Way way(Fields in, Usual usual, Outbound outbound) {
        Optional<Secret> hook = Keys.address(in, "api_url");
        Optional<Secret> token = Keys.secret(in, "app_token").or(() -> Keys.secret(in, "token"));
        Optional<URI> api = in.optionalUri("app_url");
        if (hook.isPresent() && token.isPresent()) {
            in.fault("api_url", "a webhook and a token exclude each other");
        }
        if (token.isPresent()) {
            return new Way.Bot(method(api.orElse(usual.api())), token.get());
        }
        if (hook.isPresent()) {
            return hook(hook.get(), outbound);
        }
        if (usual.token().isPresent()) {
            return new Way.Bot(method(api.orElse(usual.api())), usual.token().get());
        }
        if (usual.hook().isEmpty() && !in.has("api_url")) {
            in.fault(
                    "api_url",
                    "is required: the address of an incoming webhook here or as global.slack_api_url, or an app_token");
        }
        return hook(usual.hook().orElseGet(() -> Secret.of("http://invalid.invalid/")), outbound);
    }

    private static Way hook(Secret address, Outbound outbound) {
        boolean isApi = address.reveal().endsWith("/" + METHOD);
        return isApi && outbound.auth() instanceof Auth.Bearer(Secret token)
                ? new Way.Bot(URI.create(address.reveal()), token)
                : new Way.Hook(address);
    }

    /** The address of the method, where only the API's was given. */
    private static URI method(URI api) {
        String text = api.toString();
        return text.endsWith(METHOD) ? api : URI.create(text + (text.endsWith("/") ? "" : "/") + METHOD);
    }

    /** Where the message goes. */
    URI to() {
        return switch (way) {
            case Way.Hook hook -> URI.create(hook.secret().reveal());
            case Way.Bot bot -> bot.api();
        };
    }

    /** What Slack counts messages by: a webhook, or a bot in a channel. */
    Secret credential() {
        return switch (way) {
            case Way.Hook hook -> hook.secret();
            case Way.Bot bot -> Secret.of(bot.secret().reveal() + ' ' + channel);
        };
    }

    /** What must not be seen. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(outbound.secrets());
        secrets.add(way.secret());
        return secrets;
    }
}
