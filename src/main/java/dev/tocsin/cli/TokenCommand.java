package dev.tocsin.cli;

import dev.tocsin.access.Role;
import dev.tocsin.access.Token;
import dev.tocsin.app.Configuration;
import dev.tocsin.clock.SystemChance;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin token}: makes and lists the tokens by which callers show who they are. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes and lists tokens for callers of the API.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A token is shown once; only its hash is kept, as a line under web.tokens of",
            "tocsin.yml. It is good after the next reload, and revoked by taking the line",
            "out and reloading again.",
            "",
            "Examples:",
            "  tocsin token new --role operator --name ann",
            "  tocsin token list --config tocsin.yml"
        })
final class TokenCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Makes a token: prints it once, and the line for tocsin.yml.",
            footer = {
                "",
                "Examples:",
                "  tocsin token new --role operator --name ann",
                "  tocsin token new --role viewer --name grafana --quiet > token"
            })
    int make(
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description =
                                    "viewer looks, operator acknowledges and silences, approver lets acts happen.")
                    Role role,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "Whose it is, for the audit (default: the role).")
                    @Nullable
                    String name,
            @Option(names = "--quiet", description = "The token alone on stdout.") boolean quiet) {
        Token.Minted minted = Token.mint(new SystemChance());
        String line = "    - {name: \"%s\", role: %s, hash: \"%s\"}"
                .formatted(checked(name == null ? role.word() : name), role.word(), minted.hash());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter rest = quiet ? spec.commandLine().getErr() : out;
        out.println(minted.secret().reveal());
        rest.println();
        rest.println("Shown once: keep it where its holder keeps secrets. For tocsin.yml, then reload:");
        rest.println("web:");
        rest.println("  tokens:");
        rest.println(line);
        return 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the tokens of a configuration, and where each stands.",
            footer = {"", "Examples:", "  tocsin token list", "  tocsin token list --config staging.yml"})
    int list(
            @Option(
                            names = {"-c", "--config"},
                            paramLabel = "FILE",
                            defaultValue = "tocsin.yml",
                            description = "The configuration (default: ${DEFAULT-VALUE}).")
                    Path file,
            @Option(names = "--env-file", paramLabel = "FILE", description = "As of tocsin run.") @Nullable
                    Path envFile) {
        PrintWriter out = spec.commandLine().getOut();
        switch (Configuration.check(file, CheckCommand.environment(envFile)).loaded()) {
            case Loaded.Refused<Configuration>(List<Fault> faults) -> {
                faults.forEach(spec.commandLine().getErr()::println);
                throw new Complaint(Faults.count(faults) + " in the configuration");
            }
            case Loaded.Ready<Configuration>(Configuration ready, List<Fault> _) ->
                show(ready.settings().running().web().tokens().all(), out);
        }
        return 0;
    }

    private static void show(List<Token> tokens, PrintWriter out) {
        if (tokens.isEmpty()) {
            out.println("no tokens: whoever reaches the agent on loopback may do everything");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "ROLE", "WHERE"));
        tokens.forEach(token -> rows.add(
                List.of(token.name(), token.role().word(), token.place().toString())));
        Table.print(rows, out);
    }

    private static String checked(String name) {
        if (!name.matches("[\\w .@-]+")) {
            throw new Complaint("a name is letters, digits, blanks and . @ - _");
        }
        return name;
    }
}
