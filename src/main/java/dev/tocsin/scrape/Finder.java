package dev.tocsin.scrape;

import dev.tocsin.clock.Visitor;
import java.util.List;

/** Looks for targets in one place again and again. What was found last stays while there is a fault. Safe for any thread. */
interface Finder extends Visitor {
    /** What there is by the last look that went well. Does not wait. */
    List<TargetGroup> groups();

    /** What was wrong at the last look; empty when nothing was. Does not wait. */
    List<String> faults();

    /** The first look, before any visit. Whether it waits for others is the finder's affair. */
    void begin();
}
