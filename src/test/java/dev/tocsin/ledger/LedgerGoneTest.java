package dev.tocsin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ledger.LedgerGone.Why;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerGoneTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/v/l.db.lock"), "/v/l.db.lock: permission denied"),
                Arguments.of(new NoSuchFileException("/v/l.db"), "/v/l.db: no such file or directory"),
                Arguments.of(new FileSystemException("/v", null, "No space left"), "/v: No space left"),
                Arguments.of(new IOException("Input/output error"), "Input/output error"));
    }

    /** The system's own faults name the file and nothing else. */
    @ParameterizedTest
    @MethodSource("faults")
    void saysWhatIsWrongWithWhat(IOException fault, String words) {
        LedgerGone gone = LedgerGone.unreachable("ledger /v/l.db", fault);
        assertThat(gone).hasMessage("ledger /v/l.db: " + words).hasCause(fault);
        assertThat(gone.why()).isEqualTo(Why.UNREACHABLE);
    }
}
