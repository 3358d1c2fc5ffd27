package dev.tocsin.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tocsin note}: something worth keeping with an incident. */
@Command(
        name = "note",
        mixinStandardHelpOptions = true,
        description = "Writes a note into an incident's timeline.",
        footer = {
            "",
            "Examples:",
            "  tocsin note 51c08ac34b-m2jq3k1v \"the disk of the primary was full\" --by ann",
            "",
            "Exit codes: 0 kept, 1 not."
        })
final class NoteCommand implements Callable<Integer> {
    @Mixin
    private SayOptions incident;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What is worth keeping.")
    private List<String> text = List.of();

    @Override
    public Integer call() {
        incident.say("note", SayOptions.nothing().put("text", String.join(" ", text)), "noted");
        return 0;
    }
}
