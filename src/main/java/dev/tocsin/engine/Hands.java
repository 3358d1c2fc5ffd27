package dev.tocsin.engine;

import dev.tocsin.notify.Attempt;
import dev.tocsin.remedy.Task;

/** What carries out a step once it is durable. Called on the loop's thread: starts the work elsewhere and returns at once. */
public interface Hands {
    /** Starts to deliver a page. */
    void deliver(Attempt attempt);

    /** Starts a remedy's task. */
    void carryOut(Task task);
}
