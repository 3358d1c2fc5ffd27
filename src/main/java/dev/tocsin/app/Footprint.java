package dev.tocsin.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.nativeimage.ImageInfo;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jboss.logging.Logger;

/**
 * What of the native binary stays in memory. A start reads most of it, a day of watching less than half; but pages that were mapped
 * once count as the process's until memory is short on the whole machine. They are given back here: the kernel keeps them in its
 * cache as long as it likes, and a page that is needed again is there without a look at the disk. Does nothing on a JVM.
 */
final class Footprint {
    private static final Logger LOG = Logger.getLogger(Footprint.class);
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final Path BINARY = Path.of("/proc/self/exe");

    /** Linux, {@code madvise(2)}. */
    private static final int MADV_DONTNEED = 4;

    private Footprint() {}

    /** Gives back what is not being read just now. Takes a few milliseconds; for any thread that may wait. */
    static void shrink() {
        if (ImageInfo.inImageRuntimeCode()) {
            try {
                String binary = Files.readSymbolicLink(BINARY).toString();
                List<String> mappings = Files.readAllLines(MAPPINGS, StandardCharsets.UTF_8);
                Mapping.of(mappings).stream()
                        .filter(each -> each.isPristine(binary))
                        .forEach(Footprint::give);
            } catch (IOException elsewhere) {
                LOG.debugf("pages stay: %s", elsewhere.getMessage());
            }
        }
    }

    private static void give(Mapping mapping) {
        int failed =
                madvise(WordFactory.pointer(mapping.start()), WordFactory.unsigned(mapping.length()), MADV_DONTNEED);
        if (failed != 0) {
            LOG.debugf("pages stay: %s", mapping);
        }
    }

    @CFunction
    private static native int madvise(PointerBase address, UnsignedWord length, int advice);
}
