package dev.tocsin.lab.world;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.pagerduty.FakePagerDuty;
import dev.tocsin.lab.slack.FakeSlack;
import dev.tocsin.lab.smtp.MailSink;
import dev.tocsin.lab.world.App.Release;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An app, the platform that deploys it, and the ways to reach people: real servers on free ports of the loopback address. What the app
 * runs is what the platform serves. Safe for any thread.
 */
public final class World implements AutoCloseable {
    private static final String GOOD_COMMIT = "5d1f0c9a7e";
    private static final String BAD_COMMIT = "e07b4d2f63";
    private static final String GOOD_VERSION = "1.4.1";
    private static final String BAD_VERSION = "1.4.2";

    private final Clock clock;
    private final Terms terms;
    private final App app;
    private final Host host;
    private final FakePagerDuty pagerDuty;
    private final FakeSlack slack;
    private final URI chat;
    private final MailSink mail;
    private final Approver approver;
    private final List<Ran> ran = new ArrayList<>();
    private Optional<Instant> badDeploy = Optional.empty();
    private int restarts;

    /** What kind of world it is: going back helps in it, or what is broken stays broken; and what the app is deployed on. */
    public record Terms(boolean rollbacksHelp, Platform host) {}

    /** Presses the button by which an act is approved once there is one, and what else is pressed then; {@code hook} is the agent's. */
    public void press(Client client, URI hook) {
        approver.look(slack.messages(), client, hook);
    }

    private World(Clock clock, Terms terms) {
        this.clock = clock;
        this.terms = terms;
        this.app = new App(clock, new Release(GOOD_VERSION, true));
        this.host = Host.start(terms.host(), clock);
        this.pagerDuty = FakePagerDuty.start(clock, 0);
        Cast.ALL.forEach(person -> pagerDuty.person(person.key(), person.name()));
        this.slack = FakeSlack.start(clock, "demo-token", 0).channel(Cast.CHANNEL);
        this.chat = slack.webhook(Cast.CHANNEL, "demo-webhook");
        this.mail = MailSink.start(clock, 0);
        this.approver = new Approver(slack, clock);
    }

    /** Starts it all; a good deployment serves. {@code timers} bring deployments to their end. */
    public static World start(Clock clock, Timers timers, Terms terms) {
        World world = new World(clock, terms);
        world.run(world.app.running());
        String unused = world.host.platform().deploy(GOOD_COMMIT);
        world.host.platform().whenServing(timers, world::serve);
        return world;
    }

    /** The variables by which the configuration finds this world. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DEMO_APP", app.uri().toString());
        variables.putAll(host.environment());
        variables.put("DEMO_PAGERDUTY", pagerDuty.uri().toString());
        variables.put("DEMO_SLACK", chat.toString());
        variables.put("DEMO_SLACK_SIGNING_SECRET", Approver.SIGNING.reveal());
        variables.put("DEMO_SMTP", "127.0.0.1:" + mail.port());
        variables.put("DEMO_KEY_ANN", Cast.ANN.key());
        variables.put("DEMO_KEY_BEA", Cast.BEA.key());
        variables.put("DEMO_KEY_CYN", Cast.CYN.key());
        return variables;
    }

    /** Where a curious person can look in. */
    public Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        addresses.put("App", URI.create(app.uri() + "/health"));
        addresses.put(host.kind().word(), host.platform().url());
        addresses.put("PagerDuty", pagerDuty.uri());
        addresses.put("Slack", slack.api());
        addresses.put("Mail", URI.create("smtp://127.0.0.1:" + mail.port()));
        return addresses;
    }

    /** Somebody deploys a version that cannot reach its database. */
    public synchronized void badDeploy() {
        badDeploy = Optional.of(clock.now());
        String unused = host.platform().deploy(BAD_COMMIT);
    }

    /** The agent died and was started again: after each death one repetition a place is forgiven. */
    public synchronized void agentRestarted() {
        restarts++;
    }

    /** Since when somebody has asked the platform what serves. */
    public Optional<Instant> watchedSince() {
        return host.platform().asked().stream().map(Asked::at).findFirst();
    }

    /** All that arrived and happened so far. */
    public synchronized Received received() {
        return new Received(
                new Received.Hosting(
                        terms.host(),
                        ran,
                        host.platform().deployments(),
                        host.platform().rollbacks()),
                new Received.Paging(pagerDuty.notified(), pagerDuty.events(), pagerDuty.open()),
                Stream.concat(
                                slack.messages().stream().map(Note::of),
                                mail.mails().stream().map(Note::of))
                        .toList(),
                approver.presses(),
                badDeploy,
                restarts);
    }

    private void serve(Deployed deployed) {
        boolean good = deployed.commit().equals(GOOD_COMMIT);
        boolean helps = terms.rollbacksHelp() || !deployed.rollback();
        run(new Release(good ? GOOD_VERSION : BAD_VERSION, good && helps));
    }

    private synchronized void run(Release release) {
        app.run(release);
        ran.add(new Ran(clock.now(), release));
    }

    @Override
    public void close() {
        app.close();
        host.platform().close();
        pagerDuty.close();
        slack.close();
        mail.close();
    }
}
