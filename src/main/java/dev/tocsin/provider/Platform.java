package dev.tocsin.provider;

import dev.tocsin.clock.Clock;
import dev.tocsin.config.Fields;

/** A kind of platform that a service may run on. Registered by the composition root. */
public interface Platform {
    /** Its key below {@code platform:} in the configuration, such as {@code railway}. */
    String key();

    /** Reads what is needed to reach one service there. Never throws; opens nothing. */
    Binding read(Fields in);

    /** One service on the platform, as configured; a value, so that a reload can see what changed. */
    interface Binding {
        /** The calls that going back needs. Opens no connection yet. */
        Rollbacks rollbacks(Clock clock);
    }
}
