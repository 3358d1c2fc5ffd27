package dev.tocsin.cli.demo;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How this program is started once more: the native binary itself, or the same JVM with the same options on the same jar. */
public record Executable(List<String> command) {
    private static final String JAR = "quarkus-run.jar";

    public Executable {
        command = List.copyOf(command);
    }

    /** What runs now; empty when that is neither, such as a test. */
    public static Optional<Executable> current() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            return ProcessHandle.current().info().command().map(binary -> new Executable(List.of(binary)));
        }
        Path jar = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath();
        return jar.endsWith(JAR) && Files.isRegularFile(jar) ? Optional.of(onJvm(jar)) : Optional.empty();
    }

    private static Executable onJvm(Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-jar");
        command.add(jar.toString());
        return new Executable(command);
    }

    /** The command line with these arguments. */
    List<String> with(List<String> arguments) {
        List<String> line = new ArrayList<>(command);
        line.addAll(arguments);
        return line;
    }
}
