package dev.tocsin.api;

import dev.tocsin.access.Caller;
import dev.tocsin.access.Need;
import dev.tocsin.access.Tokens;
import dev.tocsin.notify.Cut;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets a request in or not. Pure. */
final class Porter {
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "::1");
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE");
    private static final int MOST_METHOD = 20;
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private Porter() {}

    /**
     * The house rules: whether only this machine can call, whether the agent has started, the tokens that are good now, and further
     * names by which the agent may be asked for.
     */
    record House(boolean loopback, boolean started, Tokens tokens, Set<String> names) {
        House {
            names = Set.copyOf(names);
        }
    }

    /** What a request shows before its body is read. {@code path} is normalized; {@code host} is with its port. */
    record Knock(
            String method,
            String path,
            String host,
            Origin origin,
            Optional<String> authorization,
            Optional<Long> length) {}

    /** Which page it comes from, as a browser says it in {@code Origin} and {@code Sec-Fetch-Site}; tools say nothing. */
    record Origin(Optional<String> page, Optional<String> site) {
        static final Origin NONE = new Origin(Optional.empty(), Optional.empty());
    }

    /** The answer. */
    sealed interface Answer {
        /** Come in. */
        record Welcome(Door door, Caller caller) implements Answer {}

        /** No, with HTTP's status and a sentence. */
        record Refusal(Why why, String sentence) implements Answer {}
    }

    /** Why a request was not let in; the name is a label of the counter. */
    enum Why {
        MALFORMED(400),
        HOST(403),
        ORIGIN(403),
        NO_SUCH_DOOR(404),
        METHOD(405),
        BODY(413),
        CONTENT(415),
        NO_TOKEN(401),
        WRONG_TOKEN(401),
        ROLE(403),
        NOT_STARTED(503),
        STANDS_BY(503);

        private final int status;

        Why(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    static Answer ask(House house, Knock knock) {
        Optional<Answer.Refusal> stranger = stranger(house.loopback(), house.names(), knock.host());
        if (stranger.isPresent()) {
            return stranger.get();
        }
        if (isFromElsewhere(house, knock)) {
            return no(Why.ORIGIN, "a page of another origin may not speak to this agent");
        }
        List<Door> ways = knock.path().contains(";") ? List.of() : Doors.to(knock.path());
        if (ways.isEmpty()) {
            return no(Why.NO_SUCH_DOOR, "there is nothing at this path");
        }
        Optional<Door> door =
                ways.stream().filter(one -> one.takes(knock.method())).findFirst();
        if (door.isEmpty()) {
            return no(Why.METHOD, "this path does not take " + Cut.to(MOST_METHOD, knock.method()));
        }
        if (knock.length().filter(length -> length > door.get().mostBytes()).isPresent()) {
            return no(Why.BODY, "the body is longer than the " + door.get().mostBytes() + " bytes that are taken here");
        }
        return switch (door.get().need()) {
            case Need.Nothing nothing -> new Answer.Welcome(door.get(), new Caller.Anonymous());
            case Need.Signature signature -> new Answer.Welcome(door.get(), new Caller.Anonymous());
            case Need.AtLeast need -> identified(house, knock, door.get(), need);
        };
    }

    /** The methods that the ways to {@code path} take. */
    static String allowed(String path) {
        return String.join(
                ", ",
                METHODS.stream()
                        .filter(method -> Doors.to(path).stream().anyMatch(door -> door.takes(method)))
                        .toList());
    }

    private static Answer identified(House house, Knock knock, Door door, Need.AtLeast need) {
        if (!house.started()) {
            return no(Why.NOT_STARTED, "the agent is not started");
        }
        if (house.loopback() && house.tokens().isEmpty()) {
            return new Answer.Welcome(door, new Caller.Local());
        }
        Optional<String> presented = knock.authorization().flatMap(Porter::token);
        if (presented.isEmpty()) {
            return no(Why.NO_TOKEN, "this takes a token: Authorization: Bearer ...");
        }
        Optional<Caller> holder = house.tokens().holder(presented.get());
        if (holder.isEmpty()) {
            return no(Why.WRONG_TOKEN, "this token is not known");
        }
        if (!holder.get().may(need.role())) {
            return no(Why.ROLE, "this takes the role " + need.role().word());
        }
        return new Answer.Welcome(door, holder.get());
    }

    /** A bearer token (RFC 6750); or the password of Basic (RFC 7617), which a browser asks a person for. */
    private static Optional<String> token(String authorization) {
        String text = authorization.strip();
        if (text.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(text.substring(BEARER.length()).strip());
        }
        if (!text.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(text.substring(BASIC.length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    /**
     * Sends away who asks a port on loopback for another {@code host} than ours: a page that a browser loaded from elsewhere, and whose
     * name its owner points at loopback, may not speak to the agent. Where a port is to be reached by others, whatever it says without a
     * token is for everybody.
     */
    static Optional<Answer.Refusal> stranger(boolean loopback, Set<String> names, String host) {
        String name = name(host);
        return !loopback || OWN_NAMES.contains(name) || names.contains(name)
                ? Optional.empty()
                : Optional.of(no(Why.HOST, "ask for localhost: this agent listens on loopback only"));
    }

    /** A browser sends a form from any page to anywhere, with the password that it remembers; it says from which. */
    private static boolean isFromElsewhere(House house, Knock knock) {
        if (SAFE.contains(knock.method())) {
            return false;
        }
        Optional<String> site = knock.origin().site();
        if (site.isPresent()) {
            return !site.get().equals("same-origin") && !site.get().equals("none");
        }
        return knock.origin().page().filter(page -> !isOurs(house, knock, page)).isPresent();
    }

    /** A proxy before us may have asked for us by another name than the browser did. */
    private static boolean isOurs(House house, Knock knock, String page) {
        String host = page.replaceFirst("^https?://", "");
        return host.equalsIgnoreCase(knock.host()) || house.names().contains(name(host));
    }

    /** A host without its port and brackets. */
    private static String name(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            int end = lower.indexOf(']');
            return end < 0 ? lower : lower.substring(1, end);
        }
        int colon = lower.indexOf(':');
        return colon < 0 ? lower : lower.substring(0, colon);
    }

    private static Answer.Refusal no(Why why, String sentence) {
        return new Answer.Refusal(why, sentence);
    }
}
