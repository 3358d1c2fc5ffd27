package dev.tocsin.scrape;

import com.google.re2j.Pattern;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Targets that an address answers with, as Prometheus' {@code http_sd_configs} has them. */
final class HttpFinder implements Finder {
    private static final String ORIGIN = "__meta_url";
    private static final int OK = 200;
    private static final Pattern JSON = Pattern.compile("(?i)application/json(;\\s*charset=(\"utf-8\"|utf-8))?");

    private final Discovery.Http where;
    private final Means means;
    private volatile Known known;

    /** What it works with; {@code changed} is run after a look that found something new. */
    record Means(Client client, Executor threads, Runnable changed) {}

    private record Known(List<TargetGroup> groups, Optional<String> fault) {}

    /** Goes on from what {@code before} knew. */
    HttpFinder(Discovery.Http where, Optional<HttpFinder> before, Means means) {
        this.where = where;
        this.means = means;
        this.known = before.map(old -> old.known).orElse(new Known(List.of(), Optional.empty()));
    }

    @Override
    public List<TargetGroup> groups() {
        return known.groups();
    }

    @Override
    public List<String> faults() {
        return known.fault().stream().toList();
    }

    @Override
    public void begin() {
        means.threads().execute(this::look);
    }

    @Override
    public void visit(Instant at) {
        look();
    }

    @Override
    public void leave(Instant at) {}

    private void look() {
        if (ask()) {
            means.changed().run();
        }
    }

    private synchronized boolean ask() {
        Known before = known;
        known = switch (answer()) {
            case TargetGroup.Reading.Groups(List<TargetGroup> groups) -> new Known(groups, Optional.empty());
            case TargetGroup.Reading.Refused(String why) ->
                new Known(before.groups(), Optional.of(where.name() + ": " + why));
        };
        return !known.equals(before);
    }

    private TargetGroup.Reading answer() {
        return switch (means.client().exchange(where.request())) {
            case Exchange.Failed failed -> new TargetGroup.Reading.Refused(failed.detail());
            case Exchange.Answered answered -> read(answered.reply());
        };
    }

    private TargetGroup.Reading read(Reply reply) {
        String type = reply.headers().first("Content-Type").orElse("").strip();
        if (reply.status() != OK) {
            return new TargetGroup.Reading.Refused("status " + reply.status() + ", wanted 200");
        }
        if (!JSON.matches(type)) {
            return new TargetGroup.Reading.Refused("the content type is \"" + type + "\", wanted application/json");
        }
        if (reply.truncated()) {
            return new TargetGroup.Reading.Refused("the answer is too long");
        }
        return TargetGroup.json(where.name(), reply.text(), ORIGIN);
    }
}
