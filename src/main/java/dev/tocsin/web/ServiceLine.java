package dev.tocsin.web;

import dev.tocsin.alert.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** One service of the console: how it stands and why, and its uptime. */
public record ServiceLine(String name, Tone tone, String word, String why, Figure uptime) {
    private static final int MOST_WHY = 3;

    /** All services whose name contains {@code filter}, those in trouble first. */
    static List<ServiceLine> all(Glance glance, String filter) {
        Roster roster = Roster.of(glance);
        return roster.names().stream()
                .filter(name -> name.contains(filter))
                .sorted(Comparator.<String, Standing>comparing(roster::standing).thenComparing(name -> name))
                .map(name -> of(name, roster, glance))
                .toList();
    }

    /** This without saying since when there is data, when that is {@code said} already. */
    ServiceLine quiet(String said) {
        return new ServiceLine(name, tone, word, why, uptime.quiet(said));
    }

    /** Its targets. */
    public String href() {
        return "/targets?service=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static ServiceLine of(String name, Roster roster, Glance glance) {
        Standing standing = roster.standing(name);
        List<String> alerts =
                roster.firing(name).stream().map(Alert::name).distinct().toList();
        String why = alerts.stream().limit(MOST_WHY).collect(Collectors.joining(", "))
                + (alerts.size() > MOST_WHY ? " and " + (alerts.size() - MOST_WHY) + " more" : "");
        return new ServiceLine(
                name,
                standing.tone(),
                standing.word(),
                why,
                Figure.of(glance.state().uptimes(), name, standing, glance.now()));
    }
}
