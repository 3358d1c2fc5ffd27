package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tocsin.config.Loaded;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadstartTest {
    @TempDir
    Path directory;

    private Headstart begun() throws IOException {
        Path file = Files.writeString(directory.resolve("tocsin.yml"), """
                ledger: {path: ledger.db}
                receivers: [{name: hook, webhook_configs: [{url: "http://127.0.0.1:1/x"}]}]
                route: {receiver: hook}
                """);
        return Headstart.begin(file, name -> Optional.empty(), "test")
                        instanceof Loaded.Ready<Headstart>(Headstart begun, var warnings)
                ? begun
                : fail("refused");
    }

    @Test
    void whatNobodyTookOverLetsGoOfTheLedger() throws Exception {
        begun().close();

        assertThat(Headstart.taken()).as("nothing is left for a container").isEmpty();
        try (PlainAgent next = PlainAgent.start(directory.resolve("tocsin.yml"))) {
            assertThat(next.agent().decides()).isTrue();
        }
    }

    @Test
    void whatWasTakenOverIsNoLongerForTheStartToClose() throws Exception {
        Headstart begun = begun();
        assertThat(Headstart.taken()).containsSame(begun);

        begun.close();

        Vertx noMails = Vertx.vertx();
        try (Agent agent = begun.agent(noMails)) {
            assertThat(agent.decides()).isTrue();
        } finally {
            noMails.close();
        }
    }
}
