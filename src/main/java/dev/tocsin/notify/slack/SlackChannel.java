package dev.tocsin.notify.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Veil;
import dev.tocsin.notify.Wording;
import java.time.Instant;
import java.util.Optional;

/** One channel of Slack: by a webhook, where a page that is sent twice stands twice, or as a {@link Bot}. */
final class SlackChannel implements Channel {
    private final SlackConfig config;
    private final Posting posting;
    private final Wording wording;
    private final boolean buttons;
    private final Judgement judgement;
    private final Optional<Bot> bot;

    SlackChannel(SlackConfig config, Posting posting, Wording wording, boolean buttons) {
        this.config = config;
        this.posting = posting;
        this.wording = wording;
        this.buttons = buttons;
        this.judgement = new Judgement(posting, new Veil(config.secrets()));
        this.bot = config.way() instanceof SlackConfig.Way.Bot way
                ? Optional.of(new Bot(new WebApi(config, way, posting, judgement), config.channel()))
                : Optional.empty();
    }

    @Override
    public Delivery send(Page page, Instant deadline) {
        return carry(new Attempt(page, 1, deadline));
    }

    @Override
    public Delivery carry(Attempt attempt) {
        ObjectNode message = message(attempt.page());
        Instant until = config.timeout()
                .map(timeout -> posting.now().plus(timeout))
                .filter(attempt.deadline()::isAfter)
                .orElse(attempt.deadline());
        return bot.map(one -> one.send(attempt, message, news(attempt.page()), until))
                .orElseGet(() -> posting.send(request(message), until, judgement::ofHook));
    }

    @Override
    public Optional<Secret> credential() {
        return Optional.of(config.credential());
    }

    /** What a page adds to the timeline of its incident. What is to wake somebody is shown in the channel too. */
    private ObjectNode news(Page page) {
        ObjectNode news = new MessageBody(page, wording.letter(page, Mrkdwn::escape)).news();
        sender(news, wording.letter(page, Mrkdwn::escape));
        return news.put("reply_broadcast", page.kind() == Kind.TRIGGER || page.kind() == Kind.RESOLVE);
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
        sender(message, letter);
        put(message, "channel", config.channel());
        if (texts.flags().linkNames()) {
            message.put("link_names", true);
        }
        return message;
    }

    private void sender(ObjectNode message, Letter letter) {
        SlackTexts texts = config.texts();
        put(message, "username", letter.say(texts.phrase("username"), ""));
        put(message, "icon_emoji", letter.say(texts.phrase("icon_emoji"), ""));
        put(message, "icon_url", letter.say(texts.phrase("icon_url"), ""));
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
