package dev.tocsin.api;

import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Command;
import dev.tocsin.remedy.Stage;
import java.util.Optional;

/** Whether an act can still hear what a person says about it: who says it too late is told so. */
public final class Leave {
    private Leave() {}

    /** Why {@code said} would not be heard, or nothing. */
    public static Optional<String> refused(Act act, Command said) {
        return act.hears(said)
                ? Optional.empty()
                : Optional.of(act.id() + " does not wait for leave: " + why(act.stage()));
    }

    private static String why(Stage stage) {
        return switch (stage) {
            case Stage.Weighing weighing -> "its evidence is being weighed";
            case Stage.Queued queued -> "it waits until " + queued.behind() + " is over";
            case Stage.AwaitingApproval awaiting -> "it waits";
            case Stage.Requesting requesting -> "the platform is being asked";
            case Stage.InDoubt doubt -> "the platform was asked";
            case Stage.Following following -> "the platform is at it";
            case Stage.Verifying verifying -> "it is done";
            case Stage.Over over -> over.text();
        };
    }
}
