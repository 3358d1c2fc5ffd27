package dev.tocsin.provider;

import java.util.Locale;

/** What can be done to a service at its platform. Each platform offers some of them. */
public enum Lever {
    /** Serve an earlier deployment again. */
    ROLLBACK,
    /** Start the processes of what serves anew. */
    RESTART,
    /** Run more or fewer processes. */
    SCALE,
    /** Run processes that may use more or less of a machine. */
    RESIZE,
    /** Serve a later deployment, and let what is pushed go live again. Only people ask for it: no remedy does. */
    PROMOTE,
    /** Start a workflow of the team's own. */
    WORKFLOW,
    /** Call an address of the team's own. */
    WEBHOOK;

    /** As it is written in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
