package dev.tocsin.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteLibraryTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "x86_64"})
    void isLoadedAndLeavesNothing(String architecture) {
        assertThat(SqliteLibrary.load(temporary, architecture)).isTrue();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void anUnknownArchitectureIsLeftToTheDriver() {
        assertThat(SqliteLibrary.load(temporary, "pdp11")).isFalse();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsLeftToTheDriver() {
        assertThat(SqliteLibrary.load(temporary.resolve("gone"), "amd64")).isFalse();
    }
}
