package dev.tocsin.http;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes secrets out of what people and metrics get to see. Addresses lose their user information, the values of
 * their query and whatever in their path looks like a token: chat webhooks carry their key there.
 */
public final class Redaction {
    private static final String MARK = "<redacted>";
    private static final int LONGEST_TEXT = 300;
    private static final int SHORTEST_SECRET = 3;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_:~.%-]{16,}");
    private static final Pattern HOOK = Pattern.compile("(?i)(/(?:webhooks?|hooks|services/T[^/]*/B[^/]*)/).*");

    private Redaction() {}

    /** {@code address} without its secrets, for logs, labels and messages. */
    public static String address(URI address) {
        if (address.getRawAuthority() == null) {
            return MARK;
        }
        return address.getScheme() + "://" + host(address) + path(address) + query(address);
    }

    /** {@code target}, a host with a port or a whole address, without its secrets. */
    public static String target(String target) {
        String scheme = target.contains("://") ? "" : "http://";
        try {
            return target.isEmpty() ? "" : address(new URI(scheme + target)).substring(scheme.length());
        } catch (URISyntaxException garbage) {
            return MARK;
        }
    }

    /** Host and port, without user information. */
    static String host(URI address) {
        String authority = Optional.ofNullable(address.getRawAuthority()).orElse("");
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static String path(URI address) {
        String path = Optional.ofNullable(address.getRawPath()).orElse("");
        if (host(address).startsWith("hooks.")) {
            return "/" + MARK;
        }
        List<String> segments = new ArrayList<>();
        for (String segment : HOOK.matcher(path).replaceFirst("$1" + MARK).split("/", -1)) {
            segments.add(looksLikeToken(segment) ? MARK : segment);
        }
        return String.join("/", segments);
    }

    private static boolean looksLikeToken(String segment) {
        return TOKEN.matches(segment)
                && segment.chars().anyMatch(Character::isDigit)
                && segment.chars().anyMatch(Character::isLetter);
    }

    private static String query(URI address) {
        if (address.getRawQuery() == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (String part : address.getRawQuery().split("&", -1)) {
            int equals = part.indexOf('=');
            parts.add(equals < 0 ? MARK : part.substring(0, equals + 1) + MARK);
        }
        return "?" + String.join("&", parts);
    }

    /**
     * {@code text} of an error of {@code request}: on one line, of bounded length, without anything secret that was
     * sent.
     */
    static String text(String text, Request request) {
        String clean = text;
        for (String secret : secrets(request)) {
            clean = clean.replace(secret, MARK);
        }
        clean = clean.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT) + "..." : clean;
    }

    /** The longest first: one may be part of another. */
    private static List<String> secrets(Request request) {
        List<String> secrets = new ArrayList<>();
        request.headers().lines().forEach(line -> secrets.add(line.value()));
        request.auth().header().ifPresent(value -> secrets.add(value.substring(value.indexOf(' ') + 1)));
        if (request.auth() instanceof Auth.Basic basic) {
            secrets.add(basic.password().reveal());
        }
        URI uri = request.uri();
        Optional.ofNullable(uri.getRawQuery()).ifPresent(secrets::add);
        Optional.ofNullable(uri.getRawAuthority())
                .filter(authority -> authority.contains("@"))
                .map(authority -> authority.substring(0, authority.lastIndexOf('@')))
                .ifPresent(user -> {
                    secrets.add(user);
                    secrets.add(user.substring(user.indexOf(':') + 1));
                    secrets.add(
                            Base64.getEncoder().encodeToString(user.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                });
        if (!path(uri).equals(uri.getRawPath())) {
            secrets.add(uri.getRawPath());
        }
        secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET);
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        return secrets;
    }
}
