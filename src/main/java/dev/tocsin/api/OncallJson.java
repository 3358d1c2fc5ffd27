package dev.tocsin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Rota;
import dev.tocsin.oncall.Schedule;
import dev.tocsin.oncall.Shift;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Who is on call, as our own API shows it. Times are RFC 3339 in UTC. */
public final class OncallJson {
    private OncallJson() {}

    /** Of each schedule: who is on call at {@code at} and until when, who is next, and what its calendar and replacements say. */
    public static ArrayNode of(Collection<Schedule> schedules, Rota rota, Instant at) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        schedules.stream().sorted(Comparator.comparing(Schedule::name)).forEach(one -> all.add(of(one, rota, at)));
        return all;
    }

    private static ObjectNode of(Schedule schedule, Rota rota, Instant at) {
        Shift shift = rota.shift(schedule, at);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schedule", schedule.name())
                .put("time_zone", schedule.zone().getId())
                .put("at", at.toString());
        shift(node, shift);
        shift.until().ifPresent(next -> {
            Shift after = rota.shift(schedule, next);
            shift(node.putObject("next").put("from", next.toString()), after);
        });
        ArrayNode overrides = node.putArray("overrides");
        rota.replacements(schedule, at).forEach(one -> overrides.add(of(one)));
        schedule.feed().ifPresent(feed -> {
            ObjectNode calendar = node.putObject("calendar").put("from", feed.toString());
            Optional.ofNullable(rota.rosters().get(schedule.name())).ifPresent(roster -> {
                roster.calendar()
                        .ifPresent(copy -> calendar.put("at", roster.at().toString()));
                roster.fault().ifPresent(fault -> calendar.put("fault", fault));
                ArrayNode oddities = calendar.putArray("oddities");
                roster.oddities().forEach(oddities::add);
            });
        });
        return node;
    }

    private static void shift(ObjectNode node, Shift shift) {
        ArrayNode people = node.putArray("people");
        shift.people().forEach(people::add);
        shift.until().ifPresent(until -> node.put("until", until.toString()));
    }

    static ObjectNode of(Replacement one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", one.id())
                .put("user", one.user())
                .put("start", one.start().toString())
                .put("end", one.end().toString())
                .put("by", one.making().by());
    }
}
