package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CommandsTest {
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    static Stream<CommandLine> commands() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return Main.line(nowhere, nowhere).getSubcommands().entrySet().stream()
                .filter(command -> !command.getKey().equals("help"))
                .map(command -> command.getValue());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysWhatItDoesWithExamples(CommandLine command) {
        Terminal terminal = Terminal.type(command.getCommandName(), "--help");

        assertThat(terminal.code()).isZero();
        assertThat(terminal.out()).contains("Examples:", "tocsin " + command.getCommandName());
    }

    /** A terminal has eighty columns, and a line of ours that is broken by it is hard to read. */
    @Test
    void nothingAtTheEndOfAHelpIsTooWide() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());

        assertThat(everyLine(Main.line(nowhere, nowhere).getCommandSpec()))
                .hasSizeGreaterThan(100)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static Stream<String> everyLine(CommandSpec command) {
        return Stream.concat(
                Stream.of(command.usageMessage().footer()),
                command.subcommands().values().stream().flatMap(below -> everyLine(below.getCommandSpec())));
    }

    /** The start of {@code run} does not pay for the others. */
    @ParameterizedTest
    @MethodSource("commands")
    void aCommandThatIsNamedIsMadeAlone(CommandLine command) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());

        assertThat(Main.line(nowhere, nowhere, command.getCommandName(), "--help")
                        .getSubcommands())
                .containsOnlyKeys("help", command.getCommandName());
    }

    @Test
    void helpKnowsEveryCommand() {
        assertThat(Terminal.type("help", "oncall").out()).contains("tocsin oncall");
        assertThat(Terminal.type("--help").out()).contains("unpin", "simulate", "help");
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        assertThat(Terminal.type().out()).contains("demo", "run", "check", "Exit codes");
    }

    @Test
    void aMistypedCommandIsWrongUsage() {
        Terminal terminal = Terminal.type("chek");

        assertThat(terminal.code()).isEqualTo(2);
        assertThat(terminal.err()).contains("chek", "check");
    }

    @Test
    void aQueryIsShownAsATable() {
        try (LoopbackServer agent = answering(Reply.json(200, """
                {"status":"success","warnings":["careful"],"data":{"resultType":"vector","result":[
                {"metric":{"__name__":"up","job":"api","instance":"a:1"},"value":[1700000000.25,"1"]},
                {"metric":{"__name__":"up","job":"web"},"value":[1700000000,"0"]}]}}"""))) {
            Terminal terminal = Terminal.type("query", "up{job=~\".+\"}", "--url", agent.uri() + "/");

            assertThat(terminal.lines())
                    .containsExactly(
                            "up{instance=\"a:1\", job=\"api\"}  1  @1700000000.25",
                            "up{job=\"web\"}                  0  @1700000000");
            assertThat(terminal.err()).contains("careful");
            assertThat(calls.getFirst().query()).isEqualTo("query=up%7Bjob%3D%7E%22.%2B%22%7D");
        }
    }

    @Test
    void aQueryThatIsRefusedSaysWhy() {
        try (LoopbackServer agent =
                answering(Reply.json(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: no\"}"))) {
            Terminal terminal =
                    Terminal.type("query", "up ==", "--url", agent.uri().toString());

            assertThat(terminal.code()).isEqualTo(1);
            assertThat(terminal.err()).isEqualTo("tocsin: 1:3: no\n");
        }
    }

    @Test
    void whereNoAgentAnswersASentenceSaysSo() {
        String nowhere;
        try (LoopbackServer gone = answering(Reply.of(200, ""))) {
            nowhere = gone.uri().toString();
        }

        for (String command : List.of("query up", "incidents", "ack some-incident", "health")) {
            Terminal terminal = Terminal.type((command + " --url " + nowhere).split(" "));

            assertThat(terminal.code()).isEqualTo(1);
            assertThat(terminal.err()).startsWith("tocsin: no agent answers at " + nowhere);
        }
    }

    @Test
    void anAcknowledgementSaysWhoHasIt() {
        try (LoopbackServer agent = answering(Reply.of(202, ""))) {
            Terminal terminal =
                    Terminal.type("ack", "abc-1:person/ann", "--by", "ann", "--for", "30m", "--url", agent.uri() + "");

            assertThat(terminal.code()).isZero();
            assertThat(calls.getFirst().path()).isEqualTo("/api/tocsin/v1/incidents/abc-1%3Aperson%2Fann/acknowledge");
            assertThat(calls.getFirst().text()).isEqualTo("{\"by\":\"ann\",\"for\":\"30m\"}");
        }
    }

    @Test
    void anUnknownIncidentIsSaidToBeUnknown() {
        try (LoopbackServer agent = answering(Reply.json(404, "{\"error\":\"no open incident is called x\"}"))) {
            Terminal terminal = Terminal.type("ack", "x", "--url", agent.uri().toString());

            assertThat(terminal.code()).isEqualTo(1);
            assertThat(terminal.err()).isEqualTo("tocsin: no open incident is called x\n");
        }
    }

    @Test
    void openIncidentsAreListed() {
        try (LoopbackServer agent = answering(Reply.json(200, """
                [{"id":"abc-1","severity":"critical","opened":"2026-11-22T03:00:00Z","escalation":"step 2 is due",
                "alerts":[{"labels":{"alertname":"ApiDown"}},{"labels":{"alertname":"ApiDown"}}]}]"""))) {
            Terminal terminal = Terminal.type("incidents", "--url", agent.uri().toString());

            assertThat(terminal.lines())
                    .containsExactly(
                            "INCIDENT  SEVERITY  OPENED                ALERTS   ESCALATION",
                            "abc-1     critical  2026-11-22T03:00:00Z  ApiDown  step 2 is due");
        }
    }

    @Test
    void healthIsTheExitCode() {
        try (LoopbackServer well = answering(Reply.json(200, "{\"status\":\"UP\"}"));
                LoopbackServer ill = answering(Reply.json(503, "{\"status\":\"DOWN\"}"))) {
            assertThat(Terminal.type("health", "--url", well.uri().toString()).code())
                    .isZero();
            assertThat(Terminal.type("health", "--url", ill.uri().toString()).code())
                    .isEqualTo(1);
        }
    }

    @Test
    void aLedgerThatTheDemoDoesNotHaveIsRefused() {
        Terminal terminal = Terminal.type("demo", "--ledger", "postgresql");

        assertThat(terminal.code()).isEqualTo(1);
        assertThat(terminal.err()).contains("postgresql");
    }

    @Test
    void aConfigurationWithFaultsIsNotRun() {
        Terminal terminal = Terminal.type("run", "--config", "no-such-file.yml");

        assertThat(terminal.code()).isEqualTo(1);
        assertThat(terminal.err())
                .isEqualTo("no-such-file.yml:1:1: there is no such file\n"
                        + "tocsin: not started: 1 fault in the configuration\n");
    }

    private LoopbackServer answering(Reply reply) {
        return LoopbackServer.start(0, call -> {
            calls.add(call);
            return reply;
        });
    }
}
