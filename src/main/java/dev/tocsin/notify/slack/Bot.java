package dev.tocsin.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One message an incident: it is edited in place as the incident goes on, and its thread is the timeline. Which message that is, is
 * the receipt of the pages before, so that it survives a restart. Slack has no key against duplicates: an attempt that follows one
 * whose outcome nobody knows looks for the page's own mark first, where the bot may read.
 */
final class Bot {
    /** The message cannot be edited any more: it was deleted, or is too old for this workspace, or is not ours. */
    private static final Set<String> GONE =
            Set.of("message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found");

    /** Arguments of {@code chat.postMessage} that {@code chat.update} does not know. */
    private static final List<String> ONLY_OF_POSTS =
            List.of("username", "icon_emoji", "icon_url", "unfurl_links", "channel");

    private static final String MARK = "tocsin_page";
    /** How far Slack's clock may be behind ours. */
    private static final Duration SLACK_CLOCK = Duration.ofMinutes(5);

    private final WebApi api;
    private final String channel;
    /** The id of the channel, where it is configured by its name: Slack says it with each message. */
    private volatile Optional<String> channelId;

    Bot(WebApi api, String channel) {
        this.api = api;
        this.channel = channel;
        this.channelId = Optional.of(channel).filter(name -> name.matches("[CDG][A-Z0-9]{5,}"));
    }

    /** {@code message} is the incident as it stands now, {@code news} what this page adds to the timeline. */
    Delivery send(Attempt attempt, ObjectNode message, ObjectNode news, Instant deadline) {
        Optional<Anchor> anchor = attempt.anchor().flatMap(Anchor::of).filter(this::isHere);
        return anchor.isPresent()
                ? follow(attempt, anchor.get(), new Texts(message, news), deadline)
                : begin(attempt, message, deadline);
    }

    private record Texts(ObjectNode message, ObjectNode news) {}

    /** Editing comes first: it can be repeated without harm, and it finds out whether the message is still there. */
    private Delivery follow(Attempt attempt, Anchor anchor, Texts texts, Instant deadline) {
        ObjectNode edit = texts.message().deepCopy();
        edit.remove(ONLY_OF_POSTS);
        edit.put("channel", anchor.channel()).put("ts", anchor.ts());
        WebApi.Answer edited = api.post("chat.update", edit, deadline);
        if (GONE.contains(edited.error())) {
            return begin(attempt, texts.message(), deadline);
        }
        if (!edited.isOk()) {
            return edited.outcome();
        }
        ObjectNode reply = marked(texts.news(), attempt.page());
        reply.put("channel", anchor.channel()).put("thread_ts", anchor.ts());
        Lookup before = attempt.doubtful() ? find(attempt.page(), Optional.of(anchor), deadline) : Lookup.NOTHING;
        return before.settled().orElseGet(() -> {
            WebApi.Answer posted = api.post("chat.postMessage", reply, deadline);
            if (GONE.contains(posted.error())) {
                return begin(attempt, texts.message(), deadline);
            }
            return posted.isOk() ? new Delivery.Accepted(anchor.receipt()) : posted.outcome();
        });
    }

    private Delivery begin(Attempt attempt, ObjectNode message, Instant deadline) {
        Lookup before = attempt.doubtful() ? find(attempt.page(), Optional.empty(), deadline) : Lookup.NOTHING;
        return before.settled().orElseGet(() -> {
            WebApi.Answer posted = api.post("chat.postMessage", marked(message, attempt.page()), deadline);
            String id = posted.said().path("channel").asText("");
            String ts = posted.said().path("ts").asText("");
            if (!posted.isOk() || id.isEmpty() || ts.isEmpty()) {
                return posted.outcome();
            }
            channelId = Optional.of(id);
            return new Delivery.Accepted(new Anchor(id, ts).receipt());
        });
    }

    /** What looking for an earlier attempt came to: nothing when it did not arrive, or when nobody may look. */
    private record Lookup(Optional<Delivery> settled) {
        static final Lookup NOTHING = new Lookup(Optional.empty());

        static Lookup of(Delivery settled) {
            return new Lookup(Optional.of(settled));
        }
    }

    private Lookup find(Page page, Optional<Anchor> anchor, Instant deadline) {
        Optional<String> where = anchor.map(Anchor::channel).or(() -> channelId);
        if (where.isEmpty()) {
            return Lookup.NOTHING;
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("channel", where.get());
        anchor.ifPresent(thread -> arguments.put("ts", thread.ts()));
        arguments.put("oldest", Long.toString(page.at().minus(SLACK_CLOCK).getEpochSecond()));
        arguments.put("limit", "200");
        arguments.put("include_all_metadata", "true");
        String method = anchor.isPresent() ? "conversations.replies" : "conversations.history";
        WebApi.Answer answer = api.get(method, arguments, deadline);
        if (answer.outcome() instanceof Delivery.Deferred later && later.cause() == Cause.RATE_LIMITED) {
            return Lookup.of(later);
        }
        for (JsonNode message : answer.said().path("messages")) {
            JsonNode mark = message.path("metadata");
            if (mark.path("event_type").asText().equals(MARK)
                    && mark.at("/event_payload/page").asText().equals(page.id())) {
                Anchor found = anchor.orElseGet(
                        () -> new Anchor(where.get(), message.path("ts").asText()));
                return Lookup.of(new Delivery.Accepted(found.receipt()));
            }
        }
        return Lookup.NOTHING;
    }

    /** An incident's message may stand in the channel that was configured before. */
    private boolean isHere(Anchor anchor) {
        return !channel.matches("[CDG][A-Z0-9]{5,}") || channel.equals(anchor.channel());
    }

    private static ObjectNode marked(ObjectNode message, Page page) {
        ObjectNode marked = message.deepCopy();
        marked.putObject("metadata")
                .put("event_type", MARK)
                .putObject("event_payload")
                .put("page", page.id());
        return marked;
    }
}
