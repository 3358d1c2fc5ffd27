package dev.tocsin.lab;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Directories that are needed for one run only. */
public final class Scratch {
    private Scratch() {}

    /**
     * Removes {@code directory} with all that is in it, as far as can be. Somebody else may be removing the same files, as a program
     * does that is just ending: what is gone already is as good as removed. What stays lies below the directory for temporary
     * files, where leftovers are cleared away.
     */
    public static void remove(Path directory) {
        try {
            Files.walkFileTree(directory, new Remover());
        } catch (IOException unexpected) {
            throw new AssertionError("every fault on the way is taken", unexpected);
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException cutShort) {
            return delete(directory);
        }

        private static FileVisitResult delete(Path one) {
            // Unlike Files.delete it answers, and throws nothing.
            one.toFile().delete();
            return FileVisitResult.CONTINUE;
        }
    }
}
