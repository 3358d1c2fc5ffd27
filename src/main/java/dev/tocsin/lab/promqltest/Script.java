package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Durations;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.syntax.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a script into commands. What cannot be read becomes a command that fails, and the rest is read on. */
final class Script {
    private static final Pattern LOAD = Pattern.compile("load(_with_nhcb)?\\s+(\\S+)");
    private static final Pattern INSTANT =
            Pattern.compile("eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+at\\s+(\\S+)\\s+(.+)");
    private static final Pattern RANGE = Pattern.compile(
            "eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)\\s+(.+)");

    private final List<String> lines;
    private final List<Command> commands = new ArrayList<>();
    private int at;

    private Script(String text) {
        this.lines = text.lines().map(String::strip).toList();
    }

    static List<Command> read(String text) {
        return new Script(text).read();
    }

    private List<Command> read() {
        while (at < lines.size()) {
            String line = lines.get(at++);
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    commands.add(command(line));
                } catch (ScriptFault fault) {
                    commands.add(new Command.Broken(at, String.valueOf(fault.getMessage())));
                    // What belongs to it is not to be taken for commands.
                    block();
                }
            }
        }
        return commands;
    }

    private Command command(String line) throws ScriptFault {
        if (line.equalsIgnoreCase("clear")) {
            return new Command.Clear();
        }
        Matcher load = LOAD.matcher(line);
        if (load.matches()) {
            return load(load);
        }
        Matcher instant = INSTANT.matcher(line);
        if (instant.matches()) {
            return instant(instant);
        }
        Matcher range = RANGE.matcher(line);
        if (range.matches()) {
            return range(range);
        }
        throw new ScriptFault("no command: " + line);
    }

    private Command load(Matcher parts) throws ScriptFault {
        int line = at;
        Load load = new Load(millis(parts.group(2)), parts.group(1) != null);
        for (String series : block()) {
            load.add(series);
        }
        return new Command.Loading(line, load);
    }

    private Command instant(Matcher parts) throws ScriptFault {
        int line = at;
        long time = millis(parts.group(2));
        return eval(line, parts.group(3), time, null, parts.group(1));
    }

    private Command range(Matcher parts) throws ScriptFault {
        int line = at;
        long from = millis(parts.group(2));
        long to = millis(parts.group(3));
        long step = millis(parts.group(4));
        if (step <= 0 || to < from) {
            throw new ScriptFault("a range needs a step above zero and an end not before its start");
        }
        return eval(line, parts.group(5), from, new Engine.Range(from, to, step), parts.group(1));
    }

    private Command eval(
            int line, String text, long time, Engine.@org.jspecify.annotations.Nullable Range range, String kind)
            throws ScriptFault {
        List<Expectation> expectations = new ArrayList<>();
        if (kind != null) {
            expectations.add(Expectations.ofKind(kind));
        }
        ScriptFault broken = null;
        for (String expected : block()) {
            try {
                expectations.add(Expectations.read(expected));
            } catch (ScriptFault fault) {
                broken = broken == null ? fault : broken;
            }
        }
        if (broken != null) {
            throw broken;
        }
        return new Command.Evaluating(new Eval(line, text, time, range, expectations));
    }

    /** The lines up to the next empty one, comments left out. */
    private List<String> block() {
        List<String> block = new ArrayList<>();
        while (at < lines.size() && !lines.get(at).isEmpty()) {
            String line = lines.get(at++);
            if (!line.startsWith("#")) {
                block.add(line);
            }
        }
        return block;
    }

    /** A duration, or a number of seconds. */
    static long millis(String text) throws ScriptFault {
        Optional<Duration> duration = Durations.tryParse(text);
        if (duration.isPresent()) {
            return duration.get().toMillis();
        }
        OptionalDouble seconds = Numbers.parseDecimal(text);
        if (seconds.isPresent() && Math.abs(seconds.getAsDouble()) < 1e15) {
            return Math.round(seconds.getAsDouble() * 1000);
        }
        throw new ScriptFault("no duration: " + text);
    }
}
