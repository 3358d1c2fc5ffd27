package dev.tocsin.remedy;

import dev.tocsin.deploy.Deploys;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.incident.ActWish;
import dev.tocsin.incident.RemedyTrigger;
import dev.tocsin.model.Labels;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.Levers.Accepted;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Remedies in simulated time, with a platform in memory: every task is carried out at the instant at which it was given out.
 * Deployment {@code good} was healthy for twenty minutes; {@code bad} has served since second 0, and at second 20 an alert's
 * condition was met.
 */
final class Drill {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Labels ALERT = Labels.of(Map.of("alertname", "ApiDown", "service", "api"));
    static final Remedy.Pace PACE = Remedy.Pace.USUAL;

    final List<ActNews> news = new ArrayList<>();
    final List<Task.Perform> performed = new ArrayList<>();
    final Set<Labels> firing = new HashSet<>(Set.of(ALERT));
    final Map<String, Instant> ailing = new HashMap<>(Map.of("api", at(20)));
    final List<Deployment> deployments = new ArrayList<>();
    Playbook playbook = new Playbook(List.of(remedy(Autonomy.AUTO)));
    Remedies remedies = Remedies.none();
    Deploys deploys = Deploys.none();
    Instant now = at(40);
    Reading signal = Reading.BAD;
    boolean listing = true;
    Optional<Answer<Accepted>> answer = Optional.empty();
    boolean acts = true;
    Optional<View> view = Optional.empty();
    Consumer<Pull> pulled = this::replaceBy;
    private final List<Report> inbox = new ArrayList<>();

    Drill() {
        Deployment good = deployment("good", -1200, Status.ACTIVE);
        deployments.add(good);
        deploys = deploys.advance(List.of(new Sighting("api", deployments, false, at(-1200))), Map.of(), at(-1200))
                .deploys();
        replace(deployment("bad", 0, Status.ACTIVE));
    }

    static Remedy remedy(Autonomy autonomy) {
        return remedy(autonomy, new Action.Rollback(new Action.Evidence(seconds(1800), seconds(600))));
    }

    static Remedy remedy(Autonomy autonomy, Action action) {
        return remedy("back", autonomy, action);
    }

    static Remedy remedy(String name, Autonomy autonomy, Action action) {
        return new Remedy(
                new RemedyTrigger(name, List.of(), Duration.ZERO),
                "api",
                autonomy,
                action,
                new Remedy.Limits(seconds(600), 3, seconds(86400), seconds(7200)),
                seconds(900),
                new Verify("probe_success", seconds(60), seconds(300)),
                PACE);
    }

    static Deployment deployment(String id, long since, Status status) {
        return new Deployment(id, at(since), status, at(since), true, Optional.of("c0ffee-" + id));
    }

    /** Somebody deploys: what served is replaced. */
    void replace(Deployment next) {
        deployments.replaceAll(one -> one.status() == Status.ACTIVE ? in(one, Status.REPLACED) : one);
        deployments.addFirst(next);
    }

    void change(String id, Status status) {
        deployments.replaceAll(one -> one.id().equals(id) ? in(one, status) : one);
    }

    static Deployment in(Deployment one, Status status) {
        return new Deployment(one.id(), one.createdAt(), status, one.statusAt(), one.canRollback(), one.commit());
    }

    /** An incident asks. */
    Drill wish() {
        return wish("inc-1");
    }

    Drill wish(String incident) {
        return wish(incident, "back");
    }

    Drill wish(String incident, String remedy) {
        ActWish wish = new ActWish(incident + "/" + remedy, incident, remedy, ALERT, at(20), now);
        take(remedies.accept(List.of(wish), bench()));
        return this;
    }

    Drill say(Command command) {
        take(remedies.advance(List.of(), List.of(command), bench()));
        return this;
    }

    /** The agent dies, losing what is under way, and comes back from what is durable. */
    void restart(Duration down) {
        inbox.clear();
        now = now.plus(down);
        remedies = Remedies.of(remedies.stream().toList()).resumed(now);
    }

    /** Lets time pass; reports come in at once. */
    Drill run(long seconds) {
        Instant end = now.plusSeconds(seconds);
        while (true) {
            while (!inbox.isEmpty()) {
                turn();
            }
            Optional<Instant> due = remedies.due().filter(when -> !when.isAfter(end));
            if (due.isEmpty()) {
                break;
            }
            now = due.get().isAfter(now) ? due.get() : now;
            turn();
        }
        now = end;
        return this;
    }

    private void turn() {
        List<Report> reports = List.copyOf(inbox);
        inbox.clear();
        take(remedies.advance(reports, List.of(), bench()));
    }

    Bench bench() {
        return new Bench(playbook, deploys, ailing, firing, now);
    }

    private void take(Remedies.Progress progress) {
        remedies = progress.remedies();
        news.addAll(progress.news());
        progress.tasks().forEach(task -> carryOut(task).ifPresent(inbox::add));
    }

    private Optional<Report> carryOut(Task task) {
        return switch (task) {
            case Task.Weigh weigh -> Optional.of(new Report.Weighed(weigh.act(), list(), now));
            case Task.ReadBack back -> Optional.of(new Report.LookedBack(back.act(), back.number(), now, list(), now));
            case Task.Follow follow -> Optional.of(new Report.Followed(follow.act(), list(), now));
            case Task.WatchSignal watch -> Optional.of(new Report.Watched(watch.act(), signal, now));
            case Task.Perform perform -> perform(perform);
        };
    }

    private Answer<View> list() {
        return listing
                ? new Answer.Ok<>(view.orElseGet(() -> new View.Served(deployments, new View.Way.Anew())))
                : new Answer.Unknown<>(Answer.Cause.TIMEOUT, "");
    }

    private Optional<Report> perform(Task.Perform perform) {
        performed.add(perform);
        if (acts) {
            pulled.accept(perform.pull());
        }
        Answer<Accepted> said = answer.orElse(new Answer.Ok<>(new Accepted(Optional.empty())));
        return Optional.of(new Report.Performed(perform.act(), perform.number(), said, now));
    }

    private void replaceBy(Pull pull) {
        String target = ((Pull.Rollback) pull).deployment();
        replace(new Deployment("new", now, Status.ACTIVE, now, true, Optional.of("c0ffee-" + target)));
    }

    static String target(Task.Perform perform) {
        return ((Pull.Rollback) perform.pull()).deployment();
    }

    List<Kind> kinds() {
        return news.stream().map(ActNews::kind).toList();
    }

    String last() {
        return news.getLast().text();
    }

    Stage stage() {
        return remedies.find("inc-1/back").orElseThrow().stage();
    }

    static Instant at(long second) {
        return START.plusSeconds(second);
    }

    static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }
}
