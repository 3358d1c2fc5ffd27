package dev.tocsin.lab.vercel;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.FakePlatform;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import dev.tocsin.lab.vercel.Answers.Built;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Vercel with one project, as a real server. Safe for any thread. */
public final class FakeVercel implements FakePlatform {
    private static final Pattern DEPLOYMENTS = Pattern.compile("/v[67]/deployments");
    private static final Pattern DEPLOYMENT = Pattern.compile("/v13/deployments/([^/]+)");
    private static final Pattern PROJECT = Pattern.compile("/v9/projects/([^/]+)");
    private static final Pattern ROLLBACK = Pattern.compile("/v[19]/projects/([^/]+)/rollback/([^/]+)");
    private static final Pattern PROMOTE = Pattern.compile("/v10/projects/([^/]+)/promote/([^/]+)");
    private static final int PAGE = 100;

    private final Clock clock;
    private final Settings settings;
    private final Project project;
    private final Script<Fault> rollbackFaults = new Script<>();
    private final Script<Effect> effects = new Script<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;

    /** The one project, its team (empty for a person's own), the token that opens it, what its plan allows, and how long things take. */
    public record Settings(String project, String team, String token, boolean hobby, Times times) {}

    /** How long a deployment {@code builds}, and how long it takes until production {@code moves}. */
    public record Times(Duration builds, Duration moves) {
        /** Everything at once. */
        public static final Times QUICK = new Times(Duration.ZERO, Duration.ZERO);
    }

    private record Listener(Timers timers, Consumer<Deployed> told) {}

    private FakeVercel(Clock clock, Settings settings, int port) {
        this.clock = clock;
        this.settings = settings;
        this.project = new Project(clock, settings.times());
        this.server = LoopbackServer.start(port, this::answer, this::rollbackFault);
    }

    /** Starts at {@code port}, or at any free one for 0. Times are those of {@code clock}. */
    public static FakeVercel start(Clock clock, Settings settings, int port) {
        return new FakeVercel(clock, settings, port);
    }

    @Override
    public URI url() {
        return server.uri();
    }

    @Override
    public String deploy(String commit) {
        Deployed built = project.build(commit, true);
        later(built.settled(), built, false);
        return built.id();
    }

    /** Somebody pushes {@code commit}, and it cannot be built; its id. */
    public String deployBroken(String commit) {
        return project.build(commit, false).id();
    }

    /** Somebody promotes {@code id} by hand, which also lets what is pushed go live again. */
    public void promote(String id) {
        move(false, id, true);
    }

    /** The deployment that serves now. */
    public Optional<String> serving() {
        return project.live().map(Project.Turn::id);
    }

    /** Whether what is pushed goes live by itself. */
    public boolean assignsByItself() {
        return project.assignsByItself(clock.now());
    }

    @Override
    public void whenServing(Timers timers, Consumer<Deployed> told) {
        listeners.add(new Listener(timers, told));
    }

    @Override
    public List<Deployed> deployments() {
        return project.deployments().reversed();
    }

    @Override
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public List<Asked> rollbacks() {
        return asked.stream().filter(one -> one.field().equals("rollback")).toList();
    }

    /** How it is to misbehave as a server, whatever is asked. */
    public Script<Fault> faults() {
        return server.faults();
    }

    /** The promotions that were carried out, in order. */
    public List<Asked> promotions() {
        return asked.stream().filter(one -> one.field().equals("promote")).toList();
    }

    /** How it is to misbehave as a server when a rollback or a promotion is asked for. */
    public Script<Fault> rollbackFaults() {
        return rollbackFaults;
    }

    /** What rollbacks and promotions are to lead to. */
    public Script<Effect> effects() {
        return effects;
    }

    @Override
    public void close() {
        server.close();
    }

    private Optional<Fault> rollbackFault(Call call) {
        boolean changes = ROLLBACK.matcher(call.path()).matches()
                || PROMOTE.matcher(call.path()).matches();
        return changes ? rollbackFaults.take() : Optional.empty();
    }

    private void later(Instant when, Deployed deployed, boolean rollback) {
        Deployed told = new Deployed(
                deployed.id(), deployed.commit(), deployed.created(), deployed.settled(), deployed.start(), rollback);
        listeners.forEach(one -> one.timers().at(when, () -> {
            if (serving().equals(Optional.of(deployed.id()))) {
                one.told().accept(told);
            }
        }));
    }

    private void move(boolean rollback, String id, boolean succeeds) {
        Move move = project.move(rollback, id, succeeds);
        project.find(id).ifPresent(to -> later(move.ended(), to, rollback));
    }

    private Reply answer(Call call) {
        if (!call.header("authorization").equals(Optional.of("Bearer " + settings.token()))) {
            return Answers.error(403, "forbidden", "Not authorized");
        }
        Map<String, String> query = query(call);
        if (!query.getOrDefault("teamId", "").equals(settings.team())) {
            return Answers.error(404, "not_found", "Project not found");
        }
        return call.method().equals("GET") ? get(call, query) : post(call);
    }

    private Reply get(Call call, Map<String, String> query) {
        if (DEPLOYMENTS.matcher(call.path()).matches()) {
            return list(query);
        }
        Matcher deployment = DEPLOYMENT.matcher(call.path());
        if (deployment.matches()) {
            return project.find(deployment.group(1))
                    .map(one -> Answers.one(built(one)))
                    .orElseGet(() -> Answers.error(404, "not_found", "Deployment not found"));
        }
        Matcher wanted = PROJECT.matcher(call.path());
        if (wanted.matches() && wanted.group(1).equals(settings.project())) {
            asked.add(new Asked(clock.now(), "project", ""));
            return Answers.project(settings.project(), assignsByItself(), project.lastMove(), clock.now());
        }
        return Answers.error(404, "not_found", "Not found");
    }

    private Reply list(Map<String, String> query) {
        if (!query.getOrDefault("projectId", "").equals(settings.project())) {
            return Answers.error(404, "not_found", "Project not found");
        }
        asked.add(new Asked(clock.now(), "deployments", ""));
        List<String> states = Arrays.asList(query.getOrDefault("state", "").split(","));
        Instant until = Instant.ofEpochMilli(Long.parseLong(query.getOrDefault("until", "" + Long.MAX_VALUE)));
        List<Built> found = project.deployments().stream()
                .filter(one -> one.created().isBefore(until))
                .map(this::built)
                .filter(one -> !query.containsKey("state") || states.contains(one.state()))
                .filter(one -> !query.getOrDefault("rollbackCandidate", "").equals("true") || one.candidate())
                .toList();
        int limit = Math.min(PAGE, Integer.parseInt(query.getOrDefault("limit", "20")));
        List<Built> page = found.stream().limit(limit).toList();
        Optional<Instant> next =
                found.size() > limit ? Optional.of(page.getLast().deployed().created()) : Optional.empty();
        return Answers.list(page, next);
    }

    private Built built(Deployed one) {
        Instant now = clock.now();
        Optional<Instant> live = project.firstLive(one.id());
        boolean ready = one.start() && !now.isBefore(one.settled());
        String state = now.isBefore(one.settled()) ? "BUILDING" : ready ? "READY" : "ERROR";
        return new Built(one, state, live.isPresent() ? "PROMOTED" : "STAGED", live, ready && isCandidate(one.id()));
    }

    /** What has served and does not now; on the smallest plan the one before only. */
    private boolean isCandidate(String id) {
        boolean served = project.firstLive(id).isPresent() && !serving().equals(Optional.of(id));
        return served && (!settings.hobby() || project.previous().equals(Optional.of(id)));
    }

    private synchronized Reply post(Call call) {
        Matcher back = ROLLBACK.matcher(call.path());
        Matcher promote = PROMOTE.matcher(call.path());
        boolean rollback = back.matches();
        if (!rollback && !promote.matches()) {
            return Answers.error(404, "not_found", "Not found");
        }
        if (!call.text().strip().equals("{}")) {
            return Answers.error(400, "bad_request", "The request body is not valid JSON");
        }
        String id = rollback ? back.group(2) : promote.group(2);
        Optional<Reply> refusal = refusal(rollback ? back.group(1) : promote.group(1), id, rollback);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        asked.add(new Asked(clock.now(), rollback ? "rollback" : "promote", id));
        switch (effects.take().orElse(Effect.USUAL)) {
            case USUAL -> move(rollback, id, true);
            case NOTHING -> {}
            case FAILS -> move(rollback, id, false);
        }
        return Reply.of(201, "");
    }

    private Optional<Reply> refusal(String where, String id, boolean rollback) {
        Optional<Deployed> target = project.find(id);
        if (!where.equals(settings.project()) || target.isEmpty()) {
            return Optional.of(Answers.error(404, "not_found", "Deployment not found"));
        }
        if (project.isMoving()) {
            return Optional.of(Answers.error(409, "conflict", "Another alias job is in progress"));
        }
        if (!rollback) {
            return Optional.empty();
        }
        boolean far = settings.hobby() && project.firstLive(id).isPresent() && !isCandidate(id);
        if (far) {
            return Optional.of(Answers.error(402, "payment_required", "Upgrade to roll back further"));
        }
        return isCandidate(id)
                ? Optional.empty()
                : Optional.of(Answers.error(422, "invalid_deployment", "This deployment was never in production"));
    }

    private static Map<String, String> query(Call call) {
        Map<String, String> query = new HashMap<>();
        for (String pair : call.query().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
