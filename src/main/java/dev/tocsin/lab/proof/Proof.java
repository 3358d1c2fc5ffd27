package dev.tocsin.lab.proof;

import dev.tocsin.lab.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets worlds happen and judges them. Safe for any thread: each world is on the caller's, with files of its own. */
public final class Proof implements AutoCloseable {
    /** In memory where there is one: nothing here has to outlive the program. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path directory;
    private final Path template;
    private final Supplier<Seams> seams;

    /** With {@code seams} for each world. */
    public Proof(Supplier<Seams> seams) {
        this.seams = seams;
        try {
            this.directory = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "tocsin-simulate")
                    : Files.createTempDirectory("tocsin-simulate");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        this.template = directory.resolve("template.db");
        Database.template(template);
    }

    /** Lets the world of {@code seed} happen. */
    public Verdict of(long seed) {
        World world = Worlds.of(seed);
        try {
            Path place = Files.createTempDirectory(directory, "world");
            try (Database.Store store =
                            new Database.Store(template, place.getFileName().toString());
                    Run run = new Run(world, seams.get(), place, store)) {
                Diary diary = run.live();
                diary.kept = new String(store.bytes(), StandardCharsets.ISO_8859_1) + kept(place);
                return judged(world.until(run.end()), diary);
            } finally {
                Scratch.remove(place);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Verdict judged(World world, Diary diary) {
        Truth truth = new Truth(world, diary);
        List<Breach> breaches = Invariant.ALL.stream()
                .flatMap(invariant -> invariant.judge(truth).stream())
                .sorted(Comparator.comparing(Breach::at))
                .toList();
        breaches.forEach(one -> truth.diary()
                .note(one.at(), "BREACH", "of invariant " + one.number() + " " + one.invariant() + ": " + one.what()));
        List<String> told = breaches.stream()
                .map(one -> "invariant " + one.number() + " (" + one.invariant() + "): " + one.what())
                .toList();
        return new Verdict(world.seed(), told, truth.diary().story(), Totals.of(truth, breaches));
    }

    private static String kept(Path place) throws IOException {
        StringBuilder kept = new StringBuilder();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.sorted().toList()) {
                kept.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return kept.toString();
    }

    @Override
    public void close() {
        Scratch.remove(directory);
    }
}
