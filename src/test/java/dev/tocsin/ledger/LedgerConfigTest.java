package dev.tocsin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Secret;
import dev.tocsin.config.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerConfigTest {
    private static Loaded<LedgerConfig> load(String text) {
        return Config.load(
                new Source("tocsin.yml", text, Path.of(".")),
                name -> name.equals("DATABASE_URL") ? Optional.of("postgresql://u:p@db/tocsin") : Optional.empty(),
                LedgerConfig::read);
    }

    @Test
    void nothingMeansAFileInTheWorkingDirectory() {
        assertThat(load("")).isEqualTo(new Loaded.Ready<>(LedgerConfig.DEFAULT, List.of()));
    }

    @Test
    void aPathIsMeantFromWhereTheFileIs() {
        Loaded<LedgerConfig> loaded = Config.load(
                new Source("tocsin.yml", "path: data/ledger.db", Path.of("/etc/tocsin")),
                name -> Optional.empty(),
                LedgerConfig::read);
        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Ready.class,
                        ready -> assertThat(((LedgerConfig) ready.value()).spool())
                                .isEqualTo(Path.of("/etc/tocsin/data/ledger.db.spool")));
    }

    @Test
    void theSpoolLiesBesideTheFile() {
        assertThat(load("path: /data/ledger.db"))
                .isInstanceOfSatisfying(
                        Loaded.Ready.class,
                        ready -> assertThat(ready.value())
                                .isEqualTo(new LedgerConfig(
                                        Path.of("/data/ledger.db"),
                                        Optional.empty(),
                                        Path.of("/data/ledger.db.spool"),
                                        Retention.DEFAULT)));
    }

    @Test
    void aServerIsNamedByItsUrl_whichIsNotPrinted() {
        Loaded<LedgerConfig> loaded = load("""
                postgresql: {url: "${DATABASE_URL}"}
                spool: /data/spool
                retention: {incidents: 30d}
                """);
        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Ready.class,
                        ready -> assertThat(ready.value())
                                .isEqualTo(new LedgerConfig(
                                        Path.of("var/tocsin.db"),
                                        Optional.of(
                                                new LedgerConfig.Postgresql(Secret.of("postgresql://u:p@db/tocsin"))),
                                        Path.of("/data/spool"),
                                        new Retention(Duration.ofDays(30), Duration.ofDays(90)))));
        assertThat(loaded.toString()).doesNotContain("u:p@");
    }

    @Test
    void whatIsWrongIsAFault() {
        assertThat(load("postgresql: {}\nretention: {incidents: soon}\nsqlite: x"))
                .isInstanceOfSatisfying(
                        Loaded.Refused.class,
                        refused -> assertThat(refused.faults()).hasSize(3));
    }
}
