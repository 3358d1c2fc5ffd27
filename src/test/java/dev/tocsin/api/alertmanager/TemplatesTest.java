package dev.tocsin.api.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Alike;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Phrase;
import dev.tocsin.notify.Wording;
import dev.tocsin.template.Library;
import dev.tocsin.template.Parsed;
import dev.tocsin.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Message templates as people paste them: the same text as of Debian's amtool 0.25, or a fault where it has one. */
final class TemplatesTest {
    private static final Path NAMED = Path.of("src/test/resources/alertmanager/messages.tmpl");
    private static final Path TEXTS = Path.of("src/test/resources/alertmanager/messages.txt");
    private static final String EXTERNAL = "http://alerts.example/am";
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.5Z");
    private static final String FAILED = "a fault";

    private static final Page PAGE = new Page(
            "p-1",
            "p",
            new Endpoint("team/slack/0", Set.of(Page.Kind.TRIGGER)),
            Page.Kind.TRIGGER,
            Page.Reason.FIRST,
            START,
            new Page.View(
                    "i",
                    Labels.of("alertname", "ApiDown", "job", "web"),
                    "team",
                    Severity.CRITICAL,
                    START,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    ""),
            List.of(member("web-2", Optional.empty()), member("web-1", Optional.empty())),
            List.of(member("web-3", Optional.of(START.plusSeconds(90)))),
            0);

    @TempDir
    private Path directory;

    private static Member member(String instance, Optional<Instant> ended) {
        return new Member(
                Labels.of("alertname", "ApiDown", "job", "web", "severity", "critical", "instance", instance),
                Map.of(
                        "summary",
                        instance + " is <down> & out",
                        "description",
                        "größer als \"5\" %",
                        "runbook_url",
                        "https://r.example/a?b=c&d=e"),
                1,
                Optional.empty(),
                START.minusSeconds(60),
                ended,
                "http://prometheus.example/graph?g0.expr=up+%3D%3D+0");
    }

    @TestFactory
    Stream<DynamicTest> sayTheSame() throws IOException {
        Amtool amtool = Amtool.in(directory);
        Path data = Files.writeString(directory.resolve("data.json"), data().toString());
        Library library = ready(
                Wording.of(Optional.of(URI.create(EXTERNAL))).library().with("messages.tmpl", Files.readString(NAMED)));
        ExecutorService aside = Executors.newFixedThreadPool(3);
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(TEXTS)) {
            Future<String> theirs = aside.submit(() -> theirs(amtool, data, line));
            tests.add(DynamicTest.dynamicTest(
                    line, () -> assertThat(ours(library, line)).isEqualTo(theirs.get())));
        }
        aside.shutdown();
        return tests.stream();
    }

    private static String theirs(Amtool amtool, Path data, String text) throws IOException, InterruptedException {
        Amtool.Said said = amtool.say(
                "template",
                "render",
                "--template.glob=" + NAMED.toAbsolutePath(),
                "--template.text=" + text,
                "--template.data=" + data);
        return said.code() == 0 ? said.text().stripTrailing() : FAILED;
    }

    private static String ours(Library library, String text) {
        return switch (library.template("text", text)) {
            case Parsed.Ready<Template>(Template template) -> {
                Letter letter = Wording.of(Optional.of(URI.create(EXTERNAL))).letter(PAGE, UnaryOperator.identity());
                String said = letter.say(new Phrase(Optional.of(template)), "");
                yield letter.faults().isEmpty() ? said.stripTrailing() : FAILED;
            }
            case Parsed.Broken<Template> broken -> FAILED;
        };
    }

    private static Library ready(Parsed<Library> parsed) {
        return switch (parsed) {
            case Parsed.Ready<Library>(Library library) -> library;
            case Parsed.Broken<Library>(var fault) -> throw new AssertionError(fault.toString());
        };
    }

    /** What Alertmanager would hand to the template. */
    private static ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("receiver", "team").put("status", "firing").put("externalURL", EXTERNAL);
        PAGE.incident().group().toMap().forEach(data.putObject("groupLabels")::put);
        Alike.labels(PAGE).forEach(data.putObject("commonLabels")::put);
        Alike.annotations(PAGE).forEach(data.putObject("commonAnnotations")::put);
        for (Member member : PAGE.members()) {
            ObjectNode alert = data.withArrayProperty("alerts").addObject();
            alert.put("status", member.isFiring() ? "firing" : "resolved")
                    .put("startsAt", member.since().toString())
                    .put("endsAt", member.ended().map(Instant::toString).orElse("0001-01-01T00:00:00Z"))
                    .put("generatorURL", member.source())
                    .put("fingerprint", member.labels().fingerprint());
            member.labels().toMap().forEach(alert.putObject("labels")::put);
            member.annotations().forEach(alert.putObject("annotations")::put);
        }
        return data;
    }
}
