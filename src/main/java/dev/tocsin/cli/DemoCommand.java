package dev.tocsin.cli;

import dev.tocsin.cli.demo.Demo;
import dev.tocsin.cli.demo.Executable;
import dev.tocsin.cli.demo.Screen;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.lab.world.Platform;
import dev.tocsin.lab.world.Story;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin demo}: an outage in a world of real servers. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Shows an outage from the first failed check to the all-clear, in real processes.",
        footer = {
            "",
            "Two processes: the agent, and this one with a small world of real servers on",
            "loopback: an app, Railway, PagerDuty, Slack and a mail server. A bad deploy",
            "happens. The verdict is taken from what that world received. Kill the agent",
            "with kill -9 while it runs: it is started again, and the story ends the same.",
            "",
            "Examples:",
            "  tocsin demo",
            "  tocsin demo --keep                     look around afterwards, until Ctrl-C",
            "  tocsin demo --ledger postgresql        its state in a PostgreSQL server",
            "  tocsin demo --approve slack            the rollback waits for a button",
            "  tocsin demo --rollback-has-no-effect   a world that does not heal: exit 1",
            "",
            "Exit codes: 0 the story went as it should, 1 it did not."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String SQLITE = "sqlite";

    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Keep everything running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--story",
            paramLabel = "PLATFORM",
            defaultValue = "railway",
            description = "What the app is deployed on: railway (default) or vercel.")
    private String story;

    @Option(names = "--rollback-has-no-effect", description = "A world in which going back does not help.")
    private boolean vain;

    @Option(
            names = "--approve",
            paramLabel = "WAY",
            description = "Let the rollback wait for a person's leave, given by a signed button: slack.")
    private @Nullable String approve;

    @Option(
            names = "--ledger",
            paramLabel = "LEDGER",
            defaultValue = SQLITE,
            description =
                    "Where the agent keeps its state: sqlite (default), postgresql (in a checkout: a server is started for the"
                            + " demo), or the URL of an empty database: postgresql://user:password@localhost/tocsin.")
    private String ledger;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "110",
            description = "When to give up (default: ${DEFAULT-VALUE}); each death of the agent adds ten.")
    private int timeout;

    @Override
    public Integer call() {
        boolean embedded = ledger.equals(SQLITE);
        if (!embedded && !ledger.startsWith("postgresql://")) {
            throw new Complaint("--ledger " + ledger
                    + ": give sqlite, or the URL of an empty database: postgresql://user:password@host:5432/database."
                    + " A checkout's ./tocsin demo --ledger postgresql starts a server by itself");
        }
        if (approve != null && !approve.equals("slack")) {
            throw new Complaint("leave is given in slack; there is no " + approve);
        }
        if (approve != null && vain) {
            throw new Complaint("--approve and --rollback-has-no-effect are two stories: choose one");
        }
        if (timeout < 1) {
            throw new Complaint("--timeout must be a second or more");
        }
        Executable executable = Executable.current()
                .orElseThrow(() -> new Complaint("the demo starts the packaged agent: run it as ./tocsin demo"));
        SystemClock clock = new SystemClock();
        Screen screen = new Screen(clock, spec.commandLine().getOut(), Screen.isColourful(System.getenv()));
        Optional<Secret> where = embedded ? Optional.empty() : Optional.of(Secret.of(ledger));
        Demo.Terms terms = new Demo.Terms(keep, played(), platform(), Duration.ofSeconds(timeout), where);
        return new Demo(terms, executable, clock, screen).play() ? 0 : 1;
    }

    private Story played() {
        if (vain) {
            return Story.IN_VAIN;
        }
        return approve == null ? Story.RECOVERY : Story.APPROVED;
    }

    private Platform platform() {
        return Arrays.stream(Platform.values())
                .filter(one -> one.word().equalsIgnoreCase(story))
                .findFirst()
                .orElseThrow(() -> new Complaint("--story must be railway or vercel, not " + story));
    }
}
