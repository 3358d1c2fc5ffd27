package dev.tocsin.api;

import dev.tocsin.access.Need;
import dev.tocsin.access.Role;
import java.util.List;

/**
 * One way in: a method, a path, what it takes, and whether its use is kept in the audit. {@code path} is as JAX-RS has it: a segment {@code {id}} stands for any one, and a
 * last segment {@code **} for one or more. {@code mostBytes} bounds the body.
 */
public record Door(String method, String path, Need need, long mostBytes, boolean audited) {
    private static final String REST = "**";

    boolean takes(String asked) {
        return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
    }

    /** Whether what comes in here is for the agent that decides: one that stands by would have to forget it. */
    boolean isForWhoDecides() {
        boolean changes = switch (need) {
            case Need.Nothing nothing -> false;
            case Need.Signature signature -> true;
            case Need.AtLeast(Role role) -> role != Role.VIEWER;
        };
        return changes && !method.equals("GET") && !path.equals("/-/reload");
    }

    /** Whether this is the way to the path of these segments. */
    boolean leadsTo(List<String> asked) {
        List<String> own = segments(path);
        boolean open = own.getLast().equals(REST);
        if (open ? asked.size() < own.size() : asked.size() != own.size()) {
            return false;
        }
        int fixed = open ? own.size() - 1 : own.size();
        for (int at = 0; at < fixed; at++) {
            boolean any = own.get(at).startsWith("{") && !asked.get(at).isEmpty();
            if (!any && !own.get(at).equals(asked.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** How many of its segments are fixed: of two ways to one path, the one with more is meant. */
    long exactness() {
        return segments(path).stream()
                .filter(one -> !one.startsWith("{") && !one.equals(REST))
                .count();
    }

    /** {@code /a/b/} as {@code ["a", "b"]}; the root has one empty segment. */
    static List<String> segments(String path) {
        String bare = path.replaceFirst("^/", "").replaceFirst("/$", "");
        return List.of(bare.split("/", -1));
    }
}
