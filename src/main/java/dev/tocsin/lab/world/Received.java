package dev.tocsin.lab.world;

import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.pagerduty.Event;
import dev.tocsin.lab.pagerduty.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the world has received and gone through so far, and nothing that the agent says of itself. {@code badDeploy} is when the
 * trouble was made; {@code restarts} is how often the agent was started again.
 */
public record Received(
        Hosting hosting,
        Paging paging,
        List<Note> notes,
        List<Press> presses,
        Optional<Instant> badDeploy,
        int restarts) {
    public Received {
        presses = List.copyOf(presses);
        notes = List.copyOf(notes);
    }

    /** On which platform what ran, what was deployed, and which rollbacks were asked for, each in order of time. */
    public record Hosting(Platform platform, List<Ran> ran, List<Deployed> deployed, List<Asked> rollbacks) {
        public Hosting {
            ran = List.copyOf(ran);
            deployed = List.copyOf(deployed);
            rollbacks = List.copyOf(rollbacks);
        }

        /** Whether the app works now. */
        public boolean works() {
            return !ran.isEmpty() && ran.getLast().release().works();
        }
    }

    /** Whom PagerDuty has woken, which events it got, and the dedup keys of the alerts that are still open. */
    public record Paging(List<Notification> woken, List<Event> events, List<String> open) {
        public Paging {
            woken = List.copyOf(woken);
            events = List.copyOf(events);
            open = List.copyOf(open);
        }

        /** When and why {@code person} was woken. */
        public List<Notification> woken(Cast.Person person) {
            return woken.stream()
                    .filter(one -> one.person().equals(person.name()))
                    .toList();
        }
    }
}
