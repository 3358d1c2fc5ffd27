package dev.tocsin.template;

import java.util.Optional;
import java.util.regex.Pattern;

/** A network address taken apart as Go's net.SplitHostPort does. */
record HostPort(String host, String port) {
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Empty where there is no port, or more colons than an address without brackets may have. */
    static Optional<HostPort> split(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[")) {
            boolean closed = host.endsWith("]") && host.indexOf(']') == host.length() - 1;
            return closed ? part(host.substring(1, host.length() - 1), text, colon) : Optional.empty();
        }
        return host.contains(":") ? Optional.empty() : part(host, text, colon);
    }

    private static Optional<HostPort> part(String host, String text, int colon) {
        boolean stray = host.contains("[")
                || host.contains("]")
                || text.substring(colon).matches(".*[\\[\\]].*");
        return stray ? Optional.empty() : Optional.of(new HostPort(host, text.substring(colon + 1)));
    }

    /** The host, where there is a port to strip. */
    static String stripPort(String text) {
        return split(text).map(HostPort::host).orElse(text);
    }

    /** The first label of the host's name, its port kept; addresses in numbers stay whole. */
    static String stripDomain(String text) {
        Optional<HostPort> split = split(text);
        String host = split.map(HostPort::host).orElse(text);
        if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches()) {
            return text;
        }
        String label = host.substring(0, host.indexOf('.') < 0 ? host.length() : host.indexOf('.'));
        String port = split.map(HostPort::port).orElse("");
        return port.isEmpty() ? label : label + ":" + port;
    }
}
