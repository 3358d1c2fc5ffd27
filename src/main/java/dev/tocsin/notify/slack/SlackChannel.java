package dev.tocsin.notify.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Veil;
import dev.tocsin.notify.Wording;
import java.time.Instant;

/** One channel of Slack. Slack has no deduplication: a page that is sent twice stands there twice. */
final class SlackChannel implements Channel {
    private final SlackConfig config;
    private final Posting posting;
    private final Wording wording;
    private final boolean buttons;
    private final Judgement judgement;
    private final Threads threads = new Threads();

    SlackChannel(SlackConfig config, Posting posting, Wording wording, boolean buttons) {
        this.config = config;
        this.posting = posting;
        this.wording = wording;
        this.buttons = buttons;
        this.judgement = new Judgement(posting, new Veil(config.secrets()));
    }

    @Override
    public Delivery send(Page page, Instant deadline) {
        ObjectNode message = message(page);
        Instant until = config.timeout()
                .map(timeout -> posting.now().plus(timeout))
                .filter(deadline::isAfter)
                .orElse(deadline);
        return switch (config.way()) {
            case SlackConfig.Way.Hook hook -> posting.send(request(message), until, judgement::ofHook);
            case SlackConfig.Way.Bot bot -> post(page, bot, message, until);
        };
    }

    private Delivery post(Page page, SlackConfig.Way.Bot bot, ObjectNode message, Instant deadline) {
        threads.of(page.dedupKey())
                .ifPresent(ts -> message.put("thread_ts", ts)
                        .put("reply_broadcast", page.kind() == Kind.TRIGGER || page.kind() == Kind.RESOLVE));
        Request request = request(message).withAuth(new Auth.Bearer(bot.secret()));
        Delivery delivery = posting.send(request, deadline, judgement::ofApi);
        if (delivery instanceof Delivery.Accepted(String ts) && !ts.isEmpty()) {
            remember(page, ts);
        }
        return delivery;
    }

    private void remember(Page page, String ts) {
        if (page.kind() == Kind.RESOLVE) {
            threads.end(page.dedupKey());
        } else {
            threads.begin(page.dedupKey(), ts);
        }
    }

    private ObjectNode message(Page page) {
        Letter letter = wording.letter(page, Mrkdwn::escape);
        SlackTexts texts = config.texts();
        boolean isNews = page.kind() == Kind.ACKNOWLEDGE || page.kind() == Kind.PROGRESS;
        // Templates know firing and resolved: news in their words would read as another firing.
        ObjectNode message = texts.hasLook() && !isNews
                ? new AttachmentBody(texts, page, letter).json()
                : new MessageBody(page, letter).json();
        if (buttons) {
            Buttons.of(page).ifPresent(row -> Buttons.append(message, row));
        }
        put(message, "username", letter.say(texts.phrase("username"), ""));
        put(message, "icon_emoji", letter.say(texts.phrase("icon_emoji"), ""));
        put(message, "icon_url", letter.say(texts.phrase("icon_url"), ""));
        put(message, "channel", config.channel());
        if (texts.flags().linkNames()) {
            message.put("link_names", true);
        }
        return message;
    }

    private Request request(ObjectNode message) {
        Payload body = Payload.of("application/json; charset=utf-8", message.toString());
        return config.outbound().apply(Request.post(config.to(), body));
    }

    private static void put(ObjectNode message, String key, String text) {
        if (!text.isBlank()) {
            message.put(key, text);
        }
    }
}
