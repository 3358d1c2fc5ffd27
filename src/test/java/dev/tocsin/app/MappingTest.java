package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MappingTest {
    private static final String SMAPS = """
            55d3050c0000-55d306eba000 r-xp 00060000 fe:00 2345166                    /opt/to csin
            Size:              30696 kB
            Private_Clean:     22956 kB
            Private_Dirty:         0 kB
            Anonymous:             0 kB
            Swap:                  0 kB
            VmFlags: rd ex mr mw me sd
            55d306ed4000-55d306ed5000 r--p 01e73000 fe:00 2345166                    /opt/to csin
            Private_Dirty:         4 kB
            Anonymous:             4 kB
            55d306ed5000-55d306ed6000 r--p 01e73000 fe:00 2345166                    /opt/to csin
            Anonymous:             0 kB
            Swap:                  4 kB
            55d306f00000-55d309ab0000 rw-p 01ea0000 fe:00 2345166                    /opt/to csin
            Anonymous:             0 kB
            7fbac6000000-7fbac70b9000 r--p 01ea0000 fe:00 2345166                    /opt/to csin
            Anonymous:             0 kB
            7fbac80bb000-7fbac8bb0000 rw-p 00000000 00:00 0
            Anonymous:         10000 kB
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            Anonymous:             0 kB
            """;

    @Test
    void whatNobodyWroteToCanBeReadAgain() {
        List<Mapping> all = Mapping.of(SMAPS.lines().toList());

        assertThat(all).hasSize(7);
        assertThat(all.stream().filter(each -> each.isPristine("/opt/to csin")))
                .extracting(Mapping::start, Mapping::length)
                .containsExactly(tuple(0x55d3050c0000L, 0x1dfa000L), tuple(0x7fbac6000000L, 0x10b9000L));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsWhatThisKernelTells() throws IOException {
        List<Mapping> all = Mapping.of(Files.readAllLines(Path.of("/proc/self/smaps")));

        assertThat(all).anyMatch(each -> each.file().equals("[stack]") && each.own() > 0);
        assertThat(all).anyMatch(each -> each.file().endsWith("libjvm.so") && each.isPristine(each.file()));
    }
}
