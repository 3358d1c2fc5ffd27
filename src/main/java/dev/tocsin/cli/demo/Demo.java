package dev.tocsin.cli.demo;

import dev.tocsin.cli.demo.Stage.CannotStart;
import dev.tocsin.clock.Clock;
import dev.tocsin.clock.SystemTimers;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Client;
import dev.tocsin.lab.world.Platform;
import dev.tocsin.lab.world.Story;
import dev.tocsin.lab.world.Verdict;
import dev.tocsin.lab.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One demo, from the first server to the verdict. Used once, by one thread. */
public final class Demo {
    /** How long all goes well before the bad deploy: long enough for the agent to have seen the good one healthy. */
    private static final Duration PEACE = Duration.ofSeconds(6);

    /** What each death of the agent adds to the time limit. */
    private static final Duration REVIVAL = Duration.ofSeconds(10);

    private static final int TAIL = 40;

    private final Terms terms;
    private final Executable executable;
    private final Clock clock;
    private final Screen screen;
    private final Story story;
    private final Instant deadline;

    /**
     * What is wished: {@code story} is what should happen; after {@code limit} it is judged as it then stands; {@code ledger} is
     * the URL of a PostgreSQL database, none for a file.
     */
    public record Terms(boolean keep, Story story, Platform platform, Duration limit, Optional<Secret> ledger) {}

    public Demo(Terms terms, Executable executable, Clock clock, Screen screen) {
        this.terms = terms;
        this.executable = executable;
        this.clock = clock;
        this.screen = screen;
        this.story = terms.story();
        this.deadline = clock.now().plus(terms.limit());
    }

    /** Plays it and shows it. True when the story went as it should; false also when it was interrupted. */
    public boolean play() {
        Home home = Home.make(terms);
        try (SystemTimers timers = new SystemTimers(clock);
                World world =
                        World.start(clock, timers, new World.Terms(terms.story() != Story.IN_VAIN, terms.platform()));
                Client client = new Client(clock, "demo");
                Stage stage = new Stage(world, home, new Stage.Crew(executable, clock, client, screen))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stage, home), "demo-end"));
            introduce(home, stage);
            boolean right = conclude(perform(world, stage), home);
            if (terms.keep()) {
                keep(world, stage);
            }
            return right;
        } catch (CannotStart fault) {
            home.preserve();
            show(home);
            screen.announce("The agent does not start.");
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** However this process ends: no agent is left behind, and no directory that nobody needs. */
    private static void end(Stage stage, Home home) {
        stage.close();
        home.remove();
    }

    private void introduce(Home home, Stage stage) {
        screen.say("This process, pid " + ProcessHandle.current().pid() + ", is the world: an app, "
                + terms.platform().word() + ", PagerDuty, Slack and a mail server on loopback.");
        screen.say("The agent is a process of its own, pid " + stage.agentPid() + ". Try kill -9 on it.");
        screen.say("Its log, removed when all goes well: " + home.log());
        screen.say("");
    }

    private Verdict perform(World world, Stage stage) throws InterruptedException, CannotStart {
        while (!isPeaceful(world, stage) && isInTime(world)) {
            stage.tick();
        }
        if (isInTime(world)) {
            world.badDeploy();
        }
        while (!story.isOver(world.received(), clock.now()) && isInTime(world)) {
            stage.tick();
            if (story == Story.APPROVED) {
                stage.press();
            }
            stage.readySince();
        }
        stage.tick();
        if (!isInTime(world)) {
            screen.announce("Time is up: judged as it stands.");
        }
        return story.judge(world.received());
    }

    private boolean isPeaceful(World world, Stage stage) {
        Optional<Instant> ready = stage.readySince();
        Optional<Instant> watched = world.watchedSince();
        Instant calm = clock.now().minus(PEACE);
        return ready.filter(since -> !since.isAfter(calm)).isPresent()
                && watched.filter(since -> !since.isAfter(calm)).isPresent();
    }

    private boolean isInTime(World world) {
        return clock.now()
                .isBefore(deadline.plus(REVIVAL.multipliedBy(world.received().restarts())));
    }

    private boolean conclude(Verdict verdict, Home home) {
        screen.show(verdict);
        if (verdict.isRight()) {
            screen.announce("The story went as it should.");
            return true;
        }
        if (terms.story() == Story.IN_VAIN && verdict.isAgentRight()) {
            screen.announce("The agent did what it should. This world is wrong: "
                    + terms.platform().word()
                    + " went back to the good"
                    + " deployment as it was asked to, and the app stayed broken.");
            return false;
        }
        home.preserve();
        show(home);
        screen.announce("The story did not go as it should.");
        return false;
    }

    private void show(Home home) {
        screen.announce("The end of " + home.log() + ":");
        home.tail(TAIL).forEach(line -> screen.say("  " + line));
    }

    private void keep(World world, Stage stage) throws InterruptedException, CannotStart {
        screen.announce("Everything keeps running until Ctrl-C:");
        screen.address("Console", stage.ports().api());
        screen.address("Status page", stage.ports().api().resolve("/status"));
        screen.address("Metrics", stage.ports().management().resolve("/metrics"));
        screen.address("Health", stage.ports().management().resolve("/q/health"));
        world.addresses().forEach(screen::address);
        screen.say("  World pid " + ProcessHandle.current().pid() + ", agent pid " + stage.agentPid());
        while (true) {
            stage.tick();
            stage.readySince();
        }
    }
}
