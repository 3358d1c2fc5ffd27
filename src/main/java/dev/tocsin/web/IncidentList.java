package dev.tocsin.web;

import dev.tocsin.incident.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Open incidents and those that are over, the latest first. {@code fault} is why some are missing, or the empty string. */
public record IncidentList(List<IncidentLine> lines, String summary, String fault) {
    static IncidentList of(Glance glance, Past past) {
        Map<String, Incident> all = new LinkedHashMap<>();
        past.incidents().forEach(one -> all.put(one.id(), one));
        glance.state().incidents().stream().forEach(one -> all.put(one.id(), one));
        List<Incident> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparing((Incident one) -> one.closed().isPresent())
                .thenComparing(one -> one.origin().opened(), Comparator.reverseOrder()));
        long open = sorted.stream().filter(one -> one.closed().isEmpty()).count();
        return new IncidentList(
                sorted.stream().map(one -> IncidentLine.of(one, glance)).toList(),
                open == 0 ? "None is open" : Trouble.count(open, "incident") + (open == 1 ? " is open" : " are open"),
                past.fault());
    }
}
