package dev.tocsin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.api.OncallJson;
import dev.tocsin.app.Calendars;
import dev.tocsin.app.Configuration;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.http.Client;
import dev.tocsin.http.Request;
import dev.tocsin.oncall.Roster;
import dev.tocsin.oncall.Rota;
import dev.tocsin.oncall.Schedule;
import dev.tocsin.oncall.Schedules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tocsin oncall}: who is on call now, and who is next. */
@Command(
        name = "oncall",
        mixinStandardHelpOptions = true,
        description = "Says who is on call by each schedule, until when, and who is next.",
        footer = {
            "",
            "Times are in the schedule's zone. With --config the file is asked instead of a",
            "running agent: replacements that people made at the agent are not known then.",
            "",
            "Examples:",
            "  tocsin oncall",
            "  tocsin oncall --at 2026-12-24T18:00",
            "  tocsin oncall --config tocsin.yml --env-file production.env",
            "  tocsin oncall override primary bea --for 8h --by ann",
            "  tocsin oncall revoke primary 01JD...            an override ends now",
            "",
            "Exit codes: 0 somebody is on call by every schedule, 1 not, or not known."
        },
        subcommands = {OncallOverrideCommand.class, OncallRevokeCommand.class})
final class OncallCommand implements Callable<Integer> {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    @Spec
    private CommandSpec spec;

    @Mixin
    private AgentOptions agent;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "At this time instead of now: 2026-12-24T18:00 (UTC), or with an offset.")
    private @Nullable String at;

    @Option(names = "--config", paramLabel = "FILE", description = "Ask this configuration; no agent need run.")
    private @Nullable Path config;

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Lines NAME=value for $${NAME} in the configuration; the process's own variables win.")
    private @Nullable Path envFile;

    @Option(names = "--json", description = "The answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode answer = config == null ? asked() : read(config);
        if (json) {
            out.println(answer);
        } else if (answer.isEmpty()) {
            out.println("there are no schedules");
        } else {
            Table.print(rows(answer), out);
            remarks(answer, out);
        }
        boolean covered = !answer.isEmpty()
                && StreamSupport.stream(answer.spliterator(), false)
                        .noneMatch(one -> one.path("people").isEmpty());
        return covered ? 0 : 1;
    }

    private JsonNode asked() {
        String query = at == null ? "" : "at=" + AgentOptions.encoded(at);
        return agent.askWell(Request.get(agent.at("/api/tocsin/v1/oncall", query)));
    }

    private JsonNode read(Path file) {
        SystemClock clock = new SystemClock();
        return switch (Configuration.check(file, CheckCommand.environment(envFile))
                .loaded()) {
            case Loaded.Refused<Configuration>(List<Fault> faults) ->
                throw new Complaint(file + " has faults:\n"
                        + faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
            case Loaded.Ready<Configuration>(Configuration ready, List<Fault> warnings) -> {
                Collection<Schedule> schedules = ready.settings()
                        .telling()
                        .receivers()
                        .directory()
                        .schedules()
                        .values();
                yield OncallJson.of(schedules, Rota.of(List.of(), rosters(schedules, clock)), when(clock));
            }
        };
    }

    private static List<Roster> rosters(Collection<Schedule> schedules, SystemClock clock) {
        try (Client client = new Client(clock, "cli")) {
            Calendars calendars = new Calendars(client, clock);
            return schedules.stream()
                    .flatMap(schedule -> calendars.look(schedule).stream())
                    .toList();
        }
    }

    private Instant when(SystemClock clock) {
        try {
            return at == null
                    ? clock.wall()
                    : Schedules.local(at, ZoneOffset.UTC).toInstant(ZoneOffset.UTC);
        } catch (IllegalArgumentException bad) {
            throw new Complaint("--at: " + bad.getMessage());
        }
    }

    private static List<List<String>> rows(JsonNode all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SCHEDULE", "ON CALL", "UNTIL", "NEXT", "UNTIL", "TIME ZONE"));
        all.forEach(one -> {
            ZoneId zone = ZoneId.of(one.path("time_zone").asText());
            boolean ends = one.has("until");
            rows.add(List.of(
                    one.path("schedule").asText(),
                    names(one),
                    moment(one, zone),
                    ends ? names(one.path("next")) : "-",
                    ends ? moment(one.path("next"), zone) : "-",
                    zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()));
        });
        return rows;
    }

    private static void remarks(JsonNode all, PrintWriter out) {
        all.forEach(one -> {
            String schedule = one.path("schedule").asText();
            ZoneId zone = ZoneId.of(one.path("time_zone").asText());
            JsonNode calendar = one.path("calendar");
            if (calendar.has("fault")) {
                String copy = calendar.has("at")
                        ? "; the copy of " + calendar.path("at").asText() + " counts"
                        : "; there is no copy of it";
                out.println(
                        schedule + ": its calendar (" + calendar.path("from").asText() + ") cannot be had: "
                                + calendar.path("fault").asText() + copy);
            }
            calendar.path("oddities").forEach(odd -> out.println(schedule + ": " + odd.asText()));
            one.path("overrides")
                    .forEach(over -> out.println(schedule + ": override "
                            + over.path("id").asText() + ": "
                            + over.path("user").asText() + " from " + local(over.path("start"), zone) + " until "
                            + local(over.path("end"), zone) + ", by "
                            + over.path("by").asText()));
        });
    }

    private static String names(JsonNode shift) {
        String names = StreamSupport.stream(shift.path("people").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "nobody" : names;
    }

    private static String moment(JsonNode shift, ZoneId zone) {
        return shift.has("until") ? local(shift.path("until"), zone) : "-";
    }

    private static String local(JsonNode time, ZoneId zone) {
        return OffsetDateTime.parse(time.asText()).atZoneSameInstant(zone).format(MOMENT);
    }
}
