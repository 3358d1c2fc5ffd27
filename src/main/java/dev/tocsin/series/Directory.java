package dev.tocsin.series;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A real directory. */
record Directory(Path path) implements Disk {
    /** Makes the directory if need be. */
    static Directory at(Path path) throws IOException {
        Files.createDirectories(path);
        return new Directory(path);
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public long size(String name) throws IOException {
        return Files.size(path.resolve(name));
    }

    @Override
    public InputStream read(String name) throws IOException {
        return Files.newInputStream(path.resolve(name));
    }

    @Override
    public Output create(String name) throws IOException {
        File file = new File(FileChannel.open(
                path.resolve(name),
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING));
        forceNames();
        return file;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        forceNames();
    }

    /** A file that was forced is lost with the power all the same when its name was not. */
    private void forceNames() throws IOException {
        try (FileChannel names = FileChannel.open(path, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path.resolve(name));
    }

    @Override
    public long usable() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    private record File(FileChannel channel) implements Output {
        @Override
        public void write(byte[] bytes, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
