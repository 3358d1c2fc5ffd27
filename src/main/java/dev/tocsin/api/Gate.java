package dev.tocsin.api;

import dev.tocsin.access.Caller;
import dev.tocsin.access.Tokens;
import dev.tocsin.api.Porter.Answer;
import dev.tocsin.api.Porter.Why;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.app.WebConfig;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.ledger.Durability;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands before everything on the agent's ports: no resource and no file is reached past it. Asks the {@link Porter}, counts whom it
 * sends away, and remembers who came in. Runs on the event loop and waits for nothing.
 */
@ApplicationScoped
public class Gate {
    /** Before Quarkus' own routes, the files of the pages among them. */
    private static final int FIRST = 1000;

    private static final int BEFORE_FIRST = FIRST + 1;

    /** Quarkus notes its own bound for all paths in between. */
    private static final int AFTER_QUARKUS_LIMIT = 1;

    /** Before Quarkus' own routes on the management port. */
    private static final int BEFORE_ALL = Integer.MIN_VALUE;

    private static final int FIRST_REFUSAL = 400;
    private static final String CALLER = "tocsin.caller";
    private static final String REFUSED = "tocsin.http.refused";
    private static final String ANSWERED = "tocsin.http.answered";
    /** How long a caller that is sent away may go on sending before it is cut off. */
    private static final long LINGER_MILLIS = 500;

    private final AgentBean bean;
    private final MeterRegistry registry;
    private final CurrentVertxRequest current;
    private final boolean loopback;
    private final boolean managedOnLoopback;

    /** {@code host} and {@code management} are what we are bound to, which a reload does not change. */
    Gate(
            AgentBean bean,
            MeterRegistry registry,
            CurrentVertxRequest current,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.management.host") String management) {
        this.bean = bean;
        this.registry = registry;
        this.current = current;
        this.loopback = WebConfig.isLoopback(host);
        this.managedOnLoopback = WebConfig.isLoopback(management);
    }

    void open(@Observes Filters filters) {
        filters.register(this::spell, BEFORE_FIRST);
        filters.register(this::handle, FIRST);
        filters.register(Bounds::keep, AFTER_QUARKUS_LIMIT);
        for (Why why : Why.values()) {
            count(why, 0);
        }
    }

    /** Starts anew with an address that whatever comes after can read. */
    private void spell(RoutingContext context) {
        HttpServerRequest request = context.request();
        switch (Address.read(request.uri())) {
            case Address.Right right -> context.next();
            case Address.Typed(String encoded) -> context.reroute(request.method(), encoded);
            case Address.Unreadable unreadable ->
                sendAway(context, new Answer.Refusal(Why.MALFORMED, "this address cannot be read"));
        }
    }

    /** What Vert.x finds wrong before it looks for a path, such as a host that is missing, is told in a sentence too. */
    void mend(@Observes Router router) {
        router.route().order(BEFORE_ALL).failureHandler(this::broken);
    }

    private void broken(RoutingContext context) {
        boolean ours = context.statusCode() == Why.MALFORMED.status()
                && context.failure() instanceof VertxException
                && !context.response().headWritten();
        if (ours) {
            sendAway(context, malformed());
        } else {
            context.next();
        }
    }

    private static Answer.Refusal malformed() {
        return new Answer.Refusal(Why.MALFORMED, "a request names one host, in the header Host");
    }

    /** The management port asks for no token, and knows its name all the same. */
    void openManagement(@Observes ManagementInterface management) {
        management.router().route().order(BEFORE_ALL).failureHandler(this::broken);
        management
                .router()
                .route()
                .order(BEFORE_ALL)
                .handler(context -> ambiguous(context.request())
                        .or(() -> Porter.stranger(managedOnLoopback, house().names(), host(context.request())))
                        .ifPresentOrElse(refusal -> sendAway(context, refusal), context::next));
        management.router().route("/metrics").order(BEFORE_ALL).handler(context -> {
            MultiMap headers = context.request().headers();
            headers.set(HttpHeaders.ACCEPT, Wished.format(headers.getAll(HttpHeaders.ACCEPT)));
            Packing.decide(context);
            context.next();
        });
    }

    /** Who asks, in the request under way. */
    public Caller caller() {
        Caller caller = current.getCurrent().get(CALLER);
        return Optional.ofNullable(caller).orElseGet(Caller.Anonymous::new);
    }

    private void handle(RoutingContext context) {
        Answer answer = ambiguous(context.request())
                .<Answer>map(refusal -> refusal)
                .orElseGet(() -> forUs(Porter.ask(house(), knock(context))));
        switch (answer) {
            case Answer.Welcome(Door door, Caller caller) -> {
                context.put(CALLER, caller);
                Packing.decide(context);
                context.addEndHandler(ended -> answered(door, context.response().getStatusCode()));
                if (door.audited()) {
                    context.addEndHandler(ended -> audit(context, caller));
                }
                Bounds.note(context, door.mostBytes(), () -> count(Why.BODY, 1));
                context.next();
            }
            case Answer.Refusal refusal -> sendAway(context, refusal);
        }
    }

    /** Two hosts (RFC 9112, 3.2): what stands before us may have gone by the other one. */
    private static Optional<Answer.Refusal> ambiguous(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.HOST).size() > 1 ? Optional.of(malformed()) : Optional.empty();
    }

    /** By our own names of doors and methods: a caller chooses none of the labels. */
    private void answered(Door door, int status) {
        Counter.builder(ANSWERED)
                .description("Requests that were answered, by our names of methods and paths.")
                .tags("method", door.method(), "path", door.path(), "status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    private void sendAway(RoutingContext context, Answer.Refusal refusal) {
        count(refusal.why(), 1);
        refuse(context, refusal);
    }

    /** Words for the agent that decides are not taken by one that stands by; whoever says them may say them again. */
    private Answer forUs(Answer answer) {
        return answer instanceof Answer.Welcome(Door door, Caller caller) && door.isForWhoDecides()
                ? bean.agent()
                        .map(Agent::durability)
                        .filter(Durability.StandingBy.class::isInstance)
                        .map(Durability.StandingBy.class::cast)
                        .<Answer>map(standing -> new Answer.Refusal(
                                Why.STANDS_BY, "this agent stands by: " + standing.why() + ", ask that one"))
                        .orElse(answer)
                : answer;
    }

    /** What was done, and by whom; what was asked for in vain is not. */
    private void audit(RoutingContext context, Caller caller) {
        if (context.response().getStatusCode() < FIRST_REFUSAL) {
            String what = context.request().method() + " " + context.normalizedPath();
            bean.agent()
                    .ifPresent(agent ->
                            agent.post(new Item.Noted(Audit.of(agent.clock().now(), what, caller.signature("")))));
        }
    }

    private Porter.House house() {
        Optional<WebConfig> web = bean.agent()
                .map(Agent::configuration)
                .map(all -> all.settings().running().web());
        return new Porter.House(
                loopback,
                web.isPresent(),
                web.map(WebConfig::tokens).orElse(Tokens.NONE),
                web.map(WebConfig::names).orElse(Set.of()));
    }

    private static Porter.Knock knock(RoutingContext context) {
        HttpServerRequest request = context.request();
        return new Porter.Knock(
                request.method().name(),
                context.normalizedPath(),
                host(request),
                new Porter.Origin(
                        Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)),
                        Optional.ofNullable(request.getHeader("Sec-Fetch-Site"))),
                Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)),
                length(request));
    }

    /** HTTP/2 has no such header, but an authority. */
    private static String host(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.HOST))
                .or(() -> Optional.ofNullable(request.authority()).map(HostAndPort::toString))
                .orElse("");
    }

    /** What cannot be read as a length is longer than anything. */
    private static Optional<Long> length(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_LENGTH))
                .map(text -> {
                    try {
                        return Long.parseLong(text.strip());
                    } catch (NumberFormatException garbage) {
                        return Long.MAX_VALUE;
                    }
                });
    }

    private static void refuse(RoutingContext context, Answer.Refusal refusal) {
        HttpServerResponse response = context.response();
        response.setStatusCode(refusal.why().status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (refusal.why() == Why.METHOD) {
            response.putHeader(HttpHeaders.ALLOW, Porter.allowed(context.normalizedPath()));
        }
        if (refusal.why().status() == 401) {
            response.putHeader("WWW-Authenticate", challenge(context.request()));
        }
        cutOffLater(context);
        response.end(Json.object().put("error", refusal.sentence()).toString());
    }

    /** A person with a browser is asked for the token as a password; tools are told to send it. */
    private static String challenge(HttpServerRequest request) {
        String accept =
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
        return accept.contains("text/html") ? "Basic realm=\"tocsin\", charset=\"UTF-8\"" : "Bearer realm=\"tocsin\"";
    }

    /** What is still sent is thrown away, so that the answer is read; but not for ever. */
    static void cutOffLater(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            request.handler(nothing -> {});
            request.resume();
            context.vertx().setTimer(LINGER_MILLIS, timer -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    /** Counts a request that a resource could not take. */
    void refused(Why why) {
        count(why, 1);
    }

    private void count(Why why, int times) {
        Counter.builder(REFUSED)
                .description("Requests that were sent away before anything looked at them.")
                .tag("reason", why.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment(times);
    }
}
