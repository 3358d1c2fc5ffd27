package dev.tocsin.http;

import dev.tocsin.http.Wire.Family;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.Dns;

/**
 * The look-up of one call: which of a host's addresses it tries. A measuring call gets one address only: "half up"
 * must not look like up. Equal to every other of the same choice, because the pool shares connections between
 * equals.
 */
final class Lookup implements Dns {
    private final Names names;
    private final Family family;
    private final boolean single;
    private final Supplier<Duration> patience;

    Lookup(Names names, Wire wire, Supplier<Duration> patience) {
        this.names = names;
        this.family = wire.family();
        this.single = wire.fresh();
        this.patience = patience;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> usable;
        try {
            usable = choose(names.lookup(host, patience.get()));
        } catch (UnknownHostException unknown) {
            throw unknown;
        } catch (IOException late) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(late);
            throw unknown;
        }
        if (usable.isEmpty()) {
            throw new UnknownHostException(host + " has no address of the wanted family");
        }
        return usable;
    }

    private List<InetAddress> choose(List<InetAddress> all) {
        Stream<InetAddress> chosen = switch (family) {
            case ANY -> all.stream();
            case IP4 -> all.stream().sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)));
            case IP6 -> all.stream().sorted(Comparator.comparing(address -> !(address instanceof Inet6Address)));
            case IP4_ONLY -> all.stream().filter(Inet4Address.class::isInstance);
            case IP6_ONLY -> all.stream().filter(Inet6Address.class::isInstance);
        };
        return single ? chosen.limit(1).toList() : chosen.toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lookup that && names == that.names && family == that.family && single == that.single;
    }

    @Override
    public int hashCode() {
        return family.ordinal() * 2 + (single ? 1 : 0);
    }
}
