package dev.tocsin.api;

import static dev.tocsin.access.Role.APPROVER;
import static dev.tocsin.access.Role.OPERATOR;
import static dev.tocsin.access.Role.VIEWER;

import dev.tocsin.access.Need;
import dev.tocsin.access.Role;
import java.util.Comparator;
import java.util.List;

/**
 * Every way in, and what it takes: the one place where that is said, for the API and for the pages. What has no line here is not
 * there, whatever resource stands behind it; a test finds resources without a line, and lines without a resource.
 */
public final class Doors {
    private static final long SMALL = 64 * 1024;
    private static final long MESSAGE = 512 * 1024;
    private static final long LARGE = 4 * 1024 * 1024;

    /** Ten thousand alerts of a kilobyte and a half. */
    private static final long HUGE = 16 * 1024 * 1024;

    /** All of them. */
    public static final List<Door> ALL = List.of(
            // Health: says nothing that a port scan would not.
            open("GET", "/-/healthy"),
            open("GET", "/-/ready"),
            door("POST", "/-/reload", OPERATOR),

            // Whoever sends these signs them, and the resource looks at that before it looks at anything else.
            signed("POST", "/hooks/slack"),
            signed("POST", "/hooks/pagerduty"),

            // A link in a mail is signed by us.
            signed("GET", "/ack/{key}"),
            signed("POST", "/ack/{key}"),

            // Our own API.
            door("GET", "/api/tocsin/v1/incidents", VIEWER),
            door("GET", "/api/tocsin/v1/incidents/history", VIEWER),
            door("GET", "/api/tocsin/v1/incidents/{id}/timeline", VIEWER),
            door("POST", "/api/tocsin/v1/incidents/{id}/acknowledge", OPERATOR),
            door("POST", "/api/tocsin/v1/incidents/{id}/unacknowledge", OPERATOR),
            door("POST", "/api/tocsin/v1/incidents/{id}/handover", OPERATOR),
            door("POST", "/api/tocsin/v1/incidents/{id}/note", OPERATOR),
            door("GET", "/api/tocsin/v1/oncall", VIEWER),
            door("POST", "/api/tocsin/v1/oncall/{schedule}/overrides", OPERATOR),
            door("DELETE", "/api/tocsin/v1/oncall/{schedule}/overrides/{id}", OPERATOR),
            door("GET", "/api/tocsin/v1/acts", VIEWER),
            door("POST", "/api/tocsin/v1/acts/approve", APPROVER),
            door("POST", "/api/tocsin/v1/acts/reject", APPROVER),
            door("POST", "/api/tocsin/v1/acts/pardon", APPROVER),
            door("POST", "/api/tocsin/v1/acts/unpin", APPROVER),

            // Prometheus'. Queries come as forms too, so that a long one fits.
            door("GET", "/api/v1/query", VIEWER),
            door("POST", "/api/v1/query", VIEWER, LARGE),
            door("GET", "/api/v1/query_range", VIEWER),
            door("POST", "/api/v1/query_range", VIEWER, LARGE),
            door("GET", "/api/v1/query_exemplars", VIEWER),
            door("POST", "/api/v1/query_exemplars", VIEWER, LARGE),
            door("GET", "/api/v1/format_query", VIEWER),
            door("POST", "/api/v1/format_query", VIEWER, LARGE),
            door("GET", "/api/v1/parse_query", VIEWER),
            door("POST", "/api/v1/parse_query", VIEWER, LARGE),
            door("GET", "/api/v1/series", VIEWER),
            door("POST", "/api/v1/series", VIEWER, LARGE),
            door("GET", "/api/v1/labels", VIEWER),
            door("POST", "/api/v1/labels", VIEWER, LARGE),
            door("GET", "/api/v1/label/{name}/values", VIEWER),
            door("GET", "/api/v1/rules", VIEWER),
            door("GET", "/api/v1/alerts", VIEWER),
            door("GET", "/api/v1/targets", VIEWER),
            door("GET", "/api/v1/targets/metadata", VIEWER),
            door("GET", "/api/v1/metadata", VIEWER),
            door("GET", "/api/v1/scrape_pools", VIEWER),
            door("GET", "/api/v1/status/buildinfo", VIEWER),
            door("GET", "/api/v1/status/runtimeinfo", VIEWER),
            door("GET", "/api/v1/status/tsdb", VIEWER),
            door("GET", "/api/v1/status/flags", VIEWER),
            door("GET", "/api/v1/status/config", VIEWER),

            // Alertmanager's.
            door("GET", "/api/v2/status", VIEWER),
            door("GET", "/api/v2/receivers", VIEWER),
            door("GET", "/api/v2/alerts", VIEWER),
            // Others push all the time what they have pushed before: no word of it is kept in the audit.
            unaudited("POST", "/api/v2/alerts", OPERATOR, HUGE),
            door("GET", "/api/v2/alerts/groups", VIEWER),
            door("GET", "/api/v2/silences", VIEWER),
            door("POST", "/api/v2/silences", OPERATOR),
            door("GET", "/api/v2/silence/{id}", VIEWER),
            door("DELETE", "/api/v2/silence/{id}", OPERATOR),

            // The console. Its files tell nothing, and the public page has the same.
            door("GET", "/", VIEWER),
            door("GET", "/incidents", VIEWER),
            door("GET", "/incidents/{id}", VIEWER),
            door("GET", "/targets", VIEWER),
            door("GET", "/rules", VIEWER),
            door("GET", "/silences", VIEWER),
            door("GET", "/query", VIEWER),
            door("GET", "/events", VIEWER),
            open("GET", "/assets/{name}"),
            door("POST", "/incidents/{id}/acknowledge", OPERATOR),
            door("POST", "/incidents/{id}/unacknowledge", OPERATOR),
            door("POST", "/incidents/{id}/note", OPERATOR),
            door("POST", "/incidents/{id}/handover", OPERATOR),
            door("POST", "/silences", OPERATOR),
            door("POST", "/silences/{id}/end", OPERATOR),
            door("POST", "/acts", APPROVER),
            door("POST", "/acts/unpin", APPROVER),

            // What the operator marked public, and nothing else.
            open("GET", "/status"),
            open("GET", "/status/events"));

    private Doors() {}

    /** The ways to {@code path}, the closest first. */
    static List<Door> to(String path) {
        List<String> asked = Door.segments(path);
        return ALL.stream()
                .filter(door -> door.leadsTo(asked))
                .sorted(Comparator.comparingLong(Door::exactness).reversed())
                .toList();
    }

    private static Door open(String method, String path) {
        return new Door(method, path, new Need.Nothing(), SMALL, false);
    }

    private static Door signed(String method, String path) {
        return new Door(method, path, new Need.Signature(), MESSAGE, false);
    }

    private static Door door(String method, String path, Role role) {
        return door(method, path, role, SMALL);
    }

    private static Door door(String method, String path, Role role, long mostBytes) {
        return new Door(method, path, new Need.AtLeast(role), mostBytes, role != VIEWER);
    }

    private static Door unaudited(String method, String path, Role role, long mostBytes) {
        return new Door(method, path, new Need.AtLeast(role), mostBytes, false);
    }
}
