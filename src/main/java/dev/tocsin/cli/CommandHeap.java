package dev.tocsin.cli;

import org.graalvm.nativeimage.ImageInfo;
import org.graalvm.nativeimage.RuntimeOptions;

/**
 * How much heap a command may take that ends soon. The binary's own bound is that of an agent that runs for months as a sidecar;
 * ten thousand rules to check, or worlds to simulate, need more for a moment. Does nothing on a JVM, nor where {@code -Xmx} was given.
 */
final class CommandHeap {
    private static final String BOUND = "MaxHeapSize";
    private static final long MEGABYTE = 1024 * 1024;

    /** The bound that the binary is built with; see {@code quarkus.native.additional-build-args}. */
    private static final long BUILT_IN = 32 * MEGABYTE;

    private static final long WIDE = 512 * MEGABYTE;

    private CommandHeap() {}

    /** To be called before the command begins. */
    static void widen() {
        if (ImageInfo.inImageRuntimeCode() && RuntimeOptions.<Long>get(BOUND) == BUILT_IN) {
            RuntimeOptions.set(BOUND, WIDE);
        }
    }
}
