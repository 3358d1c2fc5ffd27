package dev.tocsin.provider;

import dev.tocsin.clock.Clock;
import dev.tocsin.config.Fields;
import dev.tocsin.http.Client;
import java.util.Set;

/** A kind of platform that a service may run on. Registered by the composition root. */
public interface Platform {
    /** Its key below {@code platform:} in the configuration, such as {@code railway}. */
    String key();

    /** Reads what is needed to reach one service there. Never throws; opens nothing. */
    Binding read(Fields in);

    /** What calls are made with. */
    record Means(Clock clock, Client client) {}

    /** One service on the platform, as configured; a value, so that a reload can see what changed. */
    interface Binding {
        /** Which levers there are. */
        Set<Lever> levers();

        /** The calls. Opens no connection yet; whoever opens closes. */
        Levers open(Means means);
    }
}
