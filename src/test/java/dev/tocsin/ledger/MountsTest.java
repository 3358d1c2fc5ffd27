package dev.tocsin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountsTest {
    private static final Mounts CONTAINER = Mounts.parse("""
            overlay / overlay rw,relatime,lowerdir=/l,upperdir=/u 0 0
            proc /proc proc rw 0 0
            tmpfs /dev/shm tmpfs rw 0 0
            /dev/sdb1 /data ext4 rw 0 0
            tmpfs /data/scratch tmpfs rw 0 0
            tmpfs /two\\040words tmpfs rw 0 0
            overlay /hidden overlay rw 0 0
            /dev/sdc1 /hidden xfs rw 0 0
            not a line""");

    @ParameterizedTest
    @ValueSource(strings = {"/app/var/tocsin.db", "/dev/shm/x.db", "/data/scratch/x", "/two words/x", "/database/x"})
    void whatARedeployErasesIsWarnedOf(String file) {
        assertThat(CONTAINER.warning(Path.of(file))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/tocsin.db", "/data/scratch/../x", "/data/new/directory/x.db", "/hidden/x"})
    void aVolumeIsNot(String file) {
        assertThat(CONTAINER.warning(Path.of(file))).isEmpty();
    }

    @Test
    void aLinkIsFollowedToWhereTheFileWillBe(@TempDir Path directory) throws IOException {
        Path real = directory.toRealPath();
        Path volume = Files.createDirectory(real.resolve("volume"));
        Path link = Files.createSymbolicLink(real.resolve("var"), volume);
        Mounts mounts = Mounts.parse("overlay / overlay rw 0 0\n/dev/sdb1 " + volume + " ext4 rw 0 0");

        assertThat(mounts.warning(link.resolve("new/ledger.db"))).isEmpty();
        assertThat(mounts.warning(real.resolve("ledger.db"))).isPresent();
    }

    @Test
    void theWarningSaysWhatAndWhere() {
        assertThat(CONTAINER.warning(Path.of("/app/t.db")))
                .contains("the ledger /app/t.db lies on overlay (/), which a redeploy erases: put it on a volume");
    }

    @Test
    void whereTheSystemDoesNotSay_nothingIsWarnedOf() {
        assertThat(Mounts.parse("").warning(Path.of("x.db"))).isEmpty();
        assertThat(Mounts.ofThisMachine()).isNotNull();
    }
}
