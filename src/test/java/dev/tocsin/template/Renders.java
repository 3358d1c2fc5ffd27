package dev.tocsin.template;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Renders for tests: what is written, or the fault. */
final class Renders {
    static final Instant NOW = Instant.parse("2026-11-22T18:30:05.25Z");

    private static final List<Sample> SAMPLES = List.of(
            new Sample(Labels.of("__name__", "up", "instance", "b:9090", "job", "web"), 0, 11),
            new Sample(Labels.of("__name__", "up", "instance", "a:9090", "job", "web"), 0, 21));

    private Renders() {}

    static String rules(String text, Object root) {
        return render(Dialect.RULES, text, root, World.Escape.NONE);
    }

    static String messages(String text, Object root) {
        return render(Dialect.MESSAGES, text, root, World.Escape.NONE);
    }

    static String render(Dialect dialect, String text, Object root, World.Escape escape) {
        World world = new World(NOW, "http://tocsin.example/path", Renders::answer, escape);
        return switch (Template.parse("t", text, dialect)) {
            case Parsed.Ready<Template> ready -> text(ready.value().render(root, world));
            case Parsed.Broken<Template> broken -> broken.fault().toString();
        };
    }

    static String text(Rendered rendered) {
        return switch (rendered) {
            case Rendered.Text done -> done.text();
            case Rendered.Failed failed -> failed.fault().toString();
        };
    }

    static Map<String, Object> root() {
        return Map.of(
                "Labels",
                Labels.of("alertname", "Down", "instance", "web-1.example:9090", "severity", "critical"),
                "ExternalLabels",
                Map.of("env", "prod"),
                "ExternalURL",
                "http://tocsin.example/path",
                "Value",
                1234567.0);
    }

    private static Querier.Answer answer(String expression) {
        return switch (expression) {
            case "up" -> new Querier.Answer.Samples(SAMPLES);
            case "none" -> new Querier.Answer.Samples(List.of());
            default -> new Querier.Answer.Failed("no such metric");
        };
    }
}
