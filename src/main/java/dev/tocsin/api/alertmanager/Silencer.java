package dev.tocsin.api.alertmanager;

import dev.tocsin.app.Agent;
import dev.tocsin.clock.Chance;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.mute.Silence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/** Makes, changes and ends silences of an agent that runs. For any thread that may wait. */
record Silencer(Chance chance) {
    private static final int MOST = 10_000;

    static SortedMap<String, Silence> all(Agent agent) {
        return agent.state().mutes().silences();
    }

    /** The id under which {@code wish} is now. Alertmanager's rule: what may not be changed in place is ended, and another takes its place. */
    String make(Agent agent, Silencing wish) throws Refusal {
        Instant now = agent.clock().now();
        Optional<Silence> known = wish.known(all(agent));
        Silence changed = wish.as(wish.id(), wish.starts());
        if (known.filter(before -> before.mayBecome(changed, now)).isPresent()) {
            Refusal.unlessKept(agent.tell(new Item.Silenced(changed)));
            return changed.id();
        }
        if (all(agent).size() >= MOST) {
            throw Refusal.said(500, "there are " + MOST + " silences, and no more are held");
        }
        Silence made = wish.as(newId(), wish.starts().isBefore(now) ? now : wish.starts());
        List<Item> items = new ArrayList<>();
        known.filter(before -> before.stage(now) != Silence.Stage.EXPIRED)
                .ifPresent(before -> items.add(new Item.Silenced(before.ended(now))));
        items.add(new Item.Silenced(made));
        Refusal.unlessKept(agent.tell(items.toArray(Item[]::new)));
        return made.id();
    }

    /** Ends {@code known} now, unless it is over. */
    static void expire(Agent agent, Silence known) throws Refusal {
        Instant now = agent.clock().now();
        if (known.stage(now) != Silence.Stage.EXPIRED) {
            Refusal.unlessKept(agent.tell(new Item.Silenced(known.ended(now))));
        }
    }

    private String newId() {
        return UUID.nameUUIDFromBytes(chance.key().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
