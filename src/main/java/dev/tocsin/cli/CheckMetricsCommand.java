package dev.tocsin.cli;

import dev.tocsin.scrape.PageCheck;
import dev.tocsin.scrape.PageCheck.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin check metrics}: holds pages of metrics to their format, without scraping. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        description = "Holds pages of metrics to OpenMetrics 1.0, or to Prometheus' text format.",
        footer = {
            "",
            "A page with a line # EOF is read as OpenMetrics, all of which it must keep to,",
            "as in a scrape without openmetrics: prometheus. Any other is Prometheus' text,",
            "held to the format as it is described, of which a scrape lets more pass.",
            "--format says which it is. Of each page the first fault is a line",
            "file:line: message.",
            "",
            "Examples:",
            "  curl -s localhost:9100/metrics | tocsin check metrics",
            "  tocsin check metrics --format openmetrics page.txt other.txt",
            "",
            "Exit codes: 0 no faults, 1 faults."
        })
final class CheckMetricsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Pages; - or none is the standard input.")
    private List<Path> files = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private @Nullable Kind format;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> pages = files.isEmpty() ? List.of(Checking.INPUT) : files;
        int faulty = 0;
        for (Path file : pages) {
            Optional<String> fault = fault(file);
            fault.ifPresent(out::println);
            faulty += fault.isPresent() ? 1 : 0;
        }
        out.println(Faults.count(pages.size(), "page") + " checked, " + Faults.count(faulty, "fault"));
        return faulty == 0 ? 0 : 1;
    }

    private Optional<String> fault(Path file) {
        try {
            byte[] page = file.equals(Checking.INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file);
            Kind kind = format == null ? PageCheck.kind(page) : format;
            return PageCheck.fault(page, kind).map(fault -> file + ":" + fault.line() + ": " + fault.message());
        } catch (NoSuchFileException missing) {
            return Optional.of(file + ":1: there is no such file");
        } catch (IOException unreadable) {
            return Optional.of(file + ":1: cannot be read: " + unreadable.getMessage());
        }
    }
}
