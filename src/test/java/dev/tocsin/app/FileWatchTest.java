package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private static final FileTime LATER = FileTime.from(Instant.parse("2030-01-01T00:00:00Z"));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("tocsin.yml"), "global: {}\n");
    }

    @Test
    void aFileThatIsAsItWasIsNoNews() {
        FileWatch watch = FileWatch.of(Set.of(file, directory));
        assertThat(watch.isChanged()).isFalse();
        assertThat(watch.isChanged()).isFalse();
    }

    @Test
    void aFileThatIsWrittenAtIsNewsOnceItRests() throws IOException {
        FileWatch watch = FileWatch.of(Set.of(file));
        Files.writeString(file, "global: {sc");
        assertThat(watch.isChanged()).as("half written").isFalse();
        Files.writeString(file, "global: {scrape_interval: 5s}\n");
        assertThat(watch.isChanged()).as("still being written").isFalse();
        assertThat(watch.isChanged()).isTrue();
        assertThat(watch.changes()).isEqualTo(file.toString());
    }

    @Test
    void sameLengthIsNewsToo() throws IOException {
        FileWatch watch = FileWatch.of(Set.of(file));
        Files.writeString(file, "route: {}.\n");
        Files.setLastModifiedTime(file, LATER);
        watch.isChanged();
        assertThat(watch.isChanged()).isTrue();
    }

    @Test
    void aFileThatComesIntoAWatchedDirectoryIsNews() throws IOException {
        Path rules = Files.createDirectory(directory.resolve("alert-rules"));
        FileWatch watch = FileWatch.of(Set.of(rules));
        Files.writeString(rules.resolve("more.rules.yml"), "groups: []\n");
        Files.setLastModifiedTime(rules, LATER);
        watch.isChanged();
        assertThat(watch.isChanged()).isTrue();
    }

    /** Orchestrators mount a folder of links and put another folder behind them. */
    @Test
    void aLinkThatPointsElsewhereIsNews() throws IOException {
        Path one = Files.writeString(directory.resolve("one"), "a\n");
        Path other = Files.writeString(directory.resolve("other"), "b\n");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(one));
        Path link = Files.createSymbolicLink(directory.resolve("link"), one);
        FileWatch watch = FileWatch.of(Set.of(link));
        Files.move(
                Files.createSymbolicLink(directory.resolve("next"), other), link, StandardCopyOption.REPLACE_EXISTING);
        watch.isChanged();
        assertThat(watch.isChanged()).isTrue();
    }

    @Test
    void aFileThatIsGoneIsNews_andOneThatIsNotThereIsNone() throws IOException {
        FileWatch watch = FileWatch.of(Set.of(file, directory.resolve("never")));
        assertThat(watch.isChanged()).isFalse();
        Files.delete(file);
        watch.isChanged();
        assertThat(watch.isChanged()).isTrue();
    }
}
