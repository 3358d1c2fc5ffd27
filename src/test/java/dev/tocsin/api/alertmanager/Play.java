package dev.tocsin.api.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.app.Agent;
import dev.tocsin.app.PlainAgent;
import dev.tocsin.clock.SystemChance;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One script, played to Debian's Alertmanager and to us at the same time. {@code configuration} has {@code URL} where the receivers
 * are; a line of the script is a second and what is said then:
 *
 * <pre>
 * 0 fire A job=x          3 end A job=x
 * 6 silence s alertname=A 9 expire s
 * </pre>
 */
record Play(String name, String configuration, List<String> script) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How long after the last line is listened. */
    private static final long ENCORE = 4;

    Play {
        script = List.copyOf(script);
    }

    /** What the receivers got on each side: by receiver and group, in order. */
    record Heard(SortedMap<String, List<String>> alertmanager, SortedMap<String, List<String>> tocsin) {}

    Heard perform(Path directory) throws Exception {
        Map<String, SortedMap<String, List<String>>> heard = Map.of("am", new TreeMap<>(), "us", new TreeMap<>());
        try (LoopbackServer receivers = LoopbackServer.start(0, call -> {
            String[] path = call.path().split("/");
            synchronized (heard) {
                note(Objects.requireNonNull(heard.get(path[1])), path[2], call.text());
            }
            return Reply.of(200, "");
        })) {
            String url = receivers.uri().toString();
            Files.createDirectories(directory);
            Path ours =
                    Files.writeString(directory.resolve("tocsin.yml"), ours(configuration.replace("URL", url + "/us")));
            try (Alertmanager theirs = Alertmanager.start(directory, configuration.replace("URL", url + "/am"));
                    PlainAgent agent = PlainAgent.start(ours)) {
                play(theirs, agent.agent());
            }
        }
        synchronized (heard) {
            return new Heard(Objects.requireNonNull(heard.get("am")), Objects.requireNonNull(heard.get("us")));
        }
    }

    private static String ours(String configuration) {
        String external = "external_url: " + Alertmanager.EXTERNAL;
        String general = configuration.contains("global: {")
                ? configuration.replace("global: {", "global: {" + external + ", ")
                : "global: {" + external + "}\n" + configuration;
        return general + "ledger: {path: ledger.db}\n";
    }

    private void play(Alertmanager theirs, Agent ours) throws Exception {
        SystemClock clock = new SystemClock();
        Instant start = clock.now().truncatedTo(ChronoUnit.MILLIS);
        Map<String, List<String>> silences = new HashMap<>();
        long last = 0;
        for (String line : script) {
            String[] words = line.split(" ");
            last = (long) (Double.parseDouble(words[0]) * 1000);
            await(clock, start.plusMillis(last));
            say(theirs, ours, start.plusMillis(last), Arrays.copyOfRange(words, 1, words.length), silences);
        }
        await(clock, start.plusMillis(last).plusSeconds(ENCORE));
    }

    private static void await(SystemClock clock, Instant until) throws InterruptedException {
        long millis = Duration.between(clock.now(), until).toMillis();
        boolean woken = new CountDownLatch(1).await(Math.max(0, millis), TimeUnit.MILLISECONDS);
        assert !woken;
    }

    private static void say(
            Alertmanager theirs, Agent ours, Instant at, String[] words, Map<String, List<String>> silences)
            throws Exception {
        switch (words[0]) {
            case "fire", "end" -> {
                String body = alert(at, words);
                theirs.post("alerts", body);
                AlertsResource.push(ours, body.getBytes(StandardCharsets.UTF_8));
            }
            case "silence" -> {
                String body = silence(at, words);
                String id = MAPPER.readTree(theirs.post("silences", body))
                        .path("silenceID")
                        .asText();
                Silencing wish = Silencing.read(
                        body.getBytes(StandardCharsets.UTF_8), ours.clock().now());
                silences.put(words[1], List.of(id, new Silencer(new SystemChance()).make(ours, wish)));
            }
            case "expire" -> {
                List<String> ids = Objects.requireNonNull(silences.get(words[1]));
                theirs.delete("silence/" + ids.getFirst());
                Silencer.expire(ours, Objects.requireNonNull(Silencer.all(ours).get(ids.getLast())));
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** {@code +5} among the labels: ends in so many seconds; {@code -60}: began so many seconds ago; {@code ended-5}: ended then. */
    private static String alert(Instant at, String[] words) {
        var alert = MAPPER.createObjectNode();
        var labels = alert.putObject("labels").put("alertname", words[1]);
        alert.putObject("annotations")
                .put("summary", words[1] + " <b>burns</b>")
                .put("by", "Zoë");
        alert.put("generatorURL", "http://prometheus.example/graph?g0.expr=" + words[1]);
        if (words[0].equals("end")) {
            alert.put("endsAt", at.toString());
        } else {
            alert.put("startsAt", at.toString());
        }
        for (String word : Arrays.copyOfRange(words, 2, words.length)) {
            if (word.startsWith("ended")) {
                alert.put(
                        "endsAt",
                        at.plusSeconds(Long.parseLong(word.substring(5))).toString());
            } else if (word.startsWith("+") || word.startsWith("-")) {
                String key = word.startsWith("+") ? "endsAt" : "startsAt";
                alert.put(key, at.plusSeconds(Long.parseLong(word)).toString());
            } else {
                labels.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
        }
        return MAPPER.createArrayNode().add(alert).toString();
    }

    /** {@code +5}: ends in so many seconds; {@code from+5}: begins then. */
    private static String silence(Instant at, String[] words) {
        var silence = MAPPER.createObjectNode();
        silence.put("createdBy", "ann").put("comment", words[1]);
        silence.put("startsAt", at.toString())
                .put("endsAt", at.plusSeconds(3600).toString());
        for (String word : Arrays.copyOfRange(words, 2, words.length)) {
            if (word.startsWith("+")) {
                silence.put("endsAt", at.plusSeconds(Long.parseLong(word)).toString());
            } else if (word.startsWith("from")) {
                silence.put(
                        "startsAt",
                        at.plusSeconds(Long.parseLong(word.substring(4))).toString());
            } else {
                boolean regex = word.contains("=~");
                silence.withArrayProperty("matchers")
                        .addObject()
                        .put("name", word.substring(0, word.indexOf('=')))
                        .put("value", word.substring(word.indexOf('=') + (regex ? 2 : 1)))
                        .put("isRegex", regex);
            }
        }
        return silence.toString();
    }

    private static void note(SortedMap<String, List<String>> heard, String receiver, String body) {
        try {
            JsonNode page = MAPPER.readTree(body);
            List<String> alerts = new ArrayList<>();
            page.path("alerts").forEach(alert -> alerts.add(words(alert)));
            String line = page.path("version").asText()
                    + ' '
                    + page.path("status").asText()
                    + ' '
                    + page.path("receiver").asText()
                    + ' '
                    + page.path("groupKey").asText()
                    + ' '
                    + page.path("externalURL").asText()
                    + ' '
                    + page.path("truncatedAlerts").asInt()
                    + sorted(page.path("commonLabels"))
                    + sorted(page.path("commonAnnotations"))
                    + alerts;
            heard.computeIfAbsent(receiver + sorted(page.path("groupLabels")), first -> new ArrayList<>())
                    .add(line);
        } catch (IOException garbage) {
            throw new UncheckedIOException(garbage);
        }
    }

    /** An end to the second: one that nobody named is when it was noticed. */
    private static String words(JsonNode alert) {
        Instant ended = Instant.parse(alert.path("endsAt").asText());
        return alert.path("status").asText()
                + sorted(alert.path("labels"))
                + sorted(alert.path("annotations"))
                + alert.path("startsAt").asText().replaceFirst("\\.?0*Z", "Z")
                + ' '
                + ended.plusMillis(500).truncatedTo(ChronoUnit.SECONDS)
                + ' '
                + alert.path("generatorURL").asText()
                + ' '
                + alert.path("fingerprint").asText();
    }

    private static String sorted(JsonNode texts) {
        SortedMap<String, String> sorted = new TreeMap<>();
        texts.properties()
                .forEach(one -> sorted.put(one.getKey(), one.getValue().asText()));
        return sorted.toString();
    }
}
