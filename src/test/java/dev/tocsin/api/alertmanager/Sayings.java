package dev.tocsin.api.alertmanager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script of amtool's commands, said of two Alertmanagers. A line is a command, with {@code '} around what has blanks; {@code @+60@} is
 * the time a minute after {@code start}; {@code > FILE} at the end keeps what was said, and {@code $(FILE)} is that, one word a line.
 */
record Sayings(Amtool theirs, Amtool ours, Instant start) {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^\\s'])+");
    private static final Pattern TIME = Pattern.compile("@([+-]\\d+)@");
    private static final Pattern KEPT = Pattern.compile("\\$\\((\\S+)\\)");
    private static final Pattern OWN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d| UTC)"
            + "|0xc[0-9a-f]+");

    /** Each command of which they do not say the same, with both. */
    List<String> differences(Path script) throws IOException, InterruptedException, ExecutionException {
        List<String> lines = Files.readAllLines(script).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<String> differences = new ArrayList<>();
        try (ExecutorService sides = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> one = sides.submit(() -> said(theirs, lines));
            Future<List<String>> other = sides.submit(() -> said(ours, lines));
            for (int at = 0; at < lines.size(); at++) {
                if (!one.get().get(at).equals(other.get().get(at))) {
                    differences.add("%n%s%n--- Alertmanager%n%s--- Tocsin%n%s"
                            .formatted(
                                    lines.get(at),
                                    one.get().get(at),
                                    other.get().get(at)));
                }
            }
        }
        return differences;
    }

    private List<String> said(Amtool amtool, List<String> lines) throws IOException, InterruptedException {
        Map<String, List<String>> kept = new HashMap<>();
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            said.add(said(amtool, line, kept));
        }
        return said;
    }

    private String said(Amtool amtool, String line, Map<String, List<String>> kept)
            throws IOException, InterruptedException {
        String[] command = line.split(" > ", 2);
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command[0]);
        while (word.find()) {
            String text = TIME.matcher(word.group().replace("'", ""))
                    .replaceAll(
                            at -> start.plusSeconds(Long.parseLong(at.group(1))).toString());
            Matcher known = KEPT.matcher(text);
            if (known.matches()) {
                words.addAll(kept.getOrDefault(known.group(1), List.of()));
            } else {
                words.add(text);
            }
        }
        Amtool.Said said = amtool.say(words.toArray(String[]::new));
        if (command.length == 2) {
            kept.put(command[1], said.text().lines().toList());
            Files.writeString(amtool.directory().resolve(command[1]), said.text());
        }
        return said.code() + "\n" + OWN.matcher(said.text()).replaceAll("_");
    }
}
