package dev.tocsin.remedy;

/** What the decision matrix wants done about an issue. */
public enum Strategy {
    /** People are told, and mend it. */
    NOTIFY,
    /** The last good deployment serves again, at once. */
    ROLLBACK,
    /** The service is scaled out. */
    SCALE,
    /** The service gets a bigger container. */
    RESIZE,
    /** A person is told what to do; nothing acts on it by itself. */
    PROPOSE,
    /** A person is told where the runbook is; nothing ever acts on it by itself, whatever a remedy says. */
    NEVER;

    /** Whether a remedy may do more than speak. */
    boolean mayAct() {
        return switch (this) {
            case NOTIFY, ROLLBACK, SCALE, RESIZE -> true;
            case PROPOSE, NEVER -> false;
        };
    }
}
