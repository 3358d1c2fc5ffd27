package dev.tocsin.cli.demo;

import dev.tocsin.clock.Clock;
import dev.tocsin.lab.world.Tidings.Line;
import dev.tocsin.lab.world.Tidings.Mood;
import dev.tocsin.lab.world.Verdict;
import dev.tocsin.lab.world.Verdict.Check;
import java.io.Console;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** What a person at a terminal sees: aligned, and in colour where that helps. For one thread. */
public final class Screen {
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String BOLD = "1";
    private static final int WIDEST = 160;

    private final Clock clock;
    private final Instant start;
    private final PrintWriter out;
    private final boolean colourful;

    /** Times are shown as seconds from now on. */
    public Screen(Clock clock, PrintWriter out, boolean colourful) {
        this.clock = clock;
        this.start = clock.now();
        this.out = out;
        this.colourful = colourful;
    }

    /** Whether colours reach a person who wants them: a terminal, and no {@code NO_COLOR} (no-color.org). */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal.
    public static boolean isColourful(Map<String, String> environment) {
        Console console = System.console();
        return console != null
                && console.isTerminal()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** A plain line. */
    void say(String text) {
        out.println(text);
    }

    /** A line that stands out. */
    void announce(String text) {
        out.println();
        out.println(painted(BOLD, text));
    }

    /** Where something can be reached. */
    void address(String name, URI address) {
        out.println(String.format(Locale.ROOT, "  %-10s %s", name, address));
    }

    /** Something of the agent's process, now. */
    void agent(String text, Mood mood) {
        show(new Line(clock.now(), "Agent", text, mood));
    }

    /** Something that happened. */
    void show(Line line) {
        String after = seconds(Duration.between(start, line.at()));
        String text = String.format(Locale.ROOT, "%8s  %-9s  %s", after, line.place(), shortened(line.text()));
        out.println(
                switch (line.mood()) {
                    case PLAIN -> text;
                    case BAD -> painted(RED, text);
                    case GOOD -> painted(GREEN, text);
                });
    }

    /** The verdict, a line a claim. */
    void show(Verdict verdict) {
        announce("The verdict, from what the world received:");
        verdict.checks().forEach(this::show);
    }

    private void show(Check check) {
        String mark = check.holds() ? painted(GREEN, "✓") : painted(RED, "✗");
        out.println("  " + mark + " " + check.claim());
        out.println("      " + shortened(check.seen()));
    }

    private static String shortened(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "+%.1fs", time.toMillis() / 1000.0);
    }

    private String painted(String colour, String text) {
        return colourful ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
