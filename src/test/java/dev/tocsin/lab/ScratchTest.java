package dev.tocsin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    private static final int FILES = 200;

    @TempDir
    Path folder;

    @Test
    void removesWhatIsInIt() throws IOException {
        Path directory = filled();

        Scratch.remove(directory);

        assertThat(directory).doesNotExist();
        assertThat(folder).exists();
    }

    @Test
    void whatIsNotThereIsRemoved() {
        assertThatCode(() -> Scratch.remove(folder.resolve("nothing"))).doesNotThrowAnyException();
    }

    @RepeatedTest(10)
    void somebodyElseMayRemoveTheSame() throws IOException, InterruptedException, ExecutionException {
        Path directory = filled();
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Future<?> first = pool.submit(() -> together(both, directory));
            Future<?> second = pool.submit(() -> together(both, directory));
            first.get();
            second.get();
        }

        assertThat(directory).doesNotExist();
    }

    private static void together(CountDownLatch both, Path directory) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
        Scratch.remove(directory);
    }

    private Path filled() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("scratch"));
        for (int number = 0; number < FILES; number++) {
            Path below = Files.createDirectories(directory.resolve("below-" + number % 10));
            Files.writeString(below.resolve("file-" + number), "text");
        }
        return directory;
    }
}
