package dev.tocsin.series;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A disk in memory that can be full, fail in the middle of a write, and be damaged. */
final class MemoryDisk implements Disk {
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final Map<String, Integer> forced = new HashMap<>();
    private long peak;
    private long usable = Long.MAX_VALUE / 2;
    private long untilFailure = Long.MAX_VALUE;

    /** What a process that starts now finds. */
    synchronized MemoryDisk copy() {
        MemoryDisk copy = new MemoryDisk();
        copy.files.putAll(files);
        return copy;
    }

    /** What a process finds that starts after the machine lost its power: of each file what was forced. */
    synchronized MemoryDisk afterPowerLoss() {
        MemoryDisk rest = new MemoryDisk();
        files.forEach((name, bytes) -> rest.files.put(name, Arrays.copyOf(bytes, forced.getOrDefault(name, 0))));
        return rest;
    }

    synchronized void usable(long bytes) {
        usable = bytes;
    }

    /** The write that reaches {@code bytes} more writes only up to there, and fails; so do all after it. */
    synchronized void failAfter(long bytes) {
        untilFailure = bytes;
    }

    synchronized void heal() {
        untilFailure = Long.MAX_VALUE;
    }

    synchronized byte[] bytes(String name) {
        return java.util.Objects.requireNonNull(files.get(name)).clone();
    }

    synchronized void put(String name, byte[] bytes) {
        files.put(name, bytes);
    }

    synchronized long total() {
        return files.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    /** The most that all files together ever took. */
    synchronized long peak() {
        return peak;
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized long size(String name) {
        return java.util.Objects.requireNonNull(files.get(name)).length;
    }

    @Override
    public synchronized InputStream read(String name) {
        return new ByteArrayInputStream(files.get(name));
    }

    @Override
    public synchronized Output create(String name) {
        files.put(name, new byte[0]);
        forced.put(name, 0);
        return new File(name);
    }

    @Override
    public synchronized void rename(String from, String to) {
        files.put(to, files.remove(from));
        forced.put(to, forced.getOrDefault(from, 0));
    }

    @Override
    public synchronized void delete(String name) {
        files.remove(name);
    }

    @Override
    public synchronized long usable() {
        return usable;
    }

    private synchronized void write(String name, byte[] bytes, int length) throws IOException {
        int written = (int) Math.min(length, untilFailure);
        untilFailure -= written;
        files.computeIfPresent(name, (same, before) -> {
            byte[] after = Arrays.copyOf(before, before.length + written);
            System.arraycopy(bytes, 0, after, before.length, written);
            return after;
        });
        peak = Math.max(peak, total());
        if (written < length) {
            throw new IOException("no space left on device");
        }
    }

    private final class File implements Output {
        private final String name;

        File(String name) {
            this.name = name;
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            MemoryDisk.this.write(name, bytes, length);
        }

        @Override
        public void force() {
            synchronized (MemoryDisk.this) {
                forced.put(name, bytes(name).length);
            }
        }

        @Override
        public void close() {}
    }
}
