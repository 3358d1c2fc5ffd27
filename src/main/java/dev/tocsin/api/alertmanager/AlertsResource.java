package dev.tocsin.api.alertmanager;

import dev.tocsin.alert.Push;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.engine.Inbox.Item;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;

/** Alerts: those that fire, and what others say of theirs. */
@Path("/api/v2/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AlertsResource {
    /** Of those pushed: many times what a team could ever look at, and few enough for the smallest of our machines. */
    private static final int MOST = 20_000;

    private final Reception reception;

    AlertsResource(AgentBean bean) {
        this.reception = new Reception(bean);
    }

    /** The alerts that fire. */
    @GET
    public Response alerts(@Context UriInfo uri) {
        return reception.answer(agent -> {
            Query query = Query.of(uri.getQueryParameters());
            return out -> Sight.of(agent).alerts(query, out);
        });
    }

    /** The alerts that fire, in the groups in which people are told of them. */
    @GET
    @Path("groups")
    public Response groups(@Context UriInfo uri) {
        return reception.answer(agent -> {
            Query query = Query.of(uri.getQueryParameters());
            return out -> Sight.of(agent).groups(query, out);
        });
    }

    /** Takes what others say of their alerts; once this is answered, it outlives a restart. */
    @POST
    public Response push(@HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String type, byte[] body) {
        return reception.obey(agent -> {
            Reception.mustBeJson(type);
            push(agent, body);
        });
    }

    static void push(Agent agent, byte[] body) throws Refusal {
        Duration timeout = agent.configuration().settings().general().resolveTimeout();
        Pushes pushes = Pushes.read(body, agent.clock().now(), timeout);
        if (!pushes.taken().isEmpty()) {
            bound(agent, pushes);
            Refusal.unlessKept(agent.tell(new Item.Pushed(pushes.taken())));
        }
        if (!pushes.faults().isEmpty()) {
            throw Refusal.said(
                    400, String.join("; ", pushes.faults().stream().distinct().toList()));
        }
    }

    /** What is known already, and what is over, always comes in. */
    private static void bound(Agent agent, Pushes pushes) throws Refusal {
        int known = agent.state().alerts().of(RuleKey.PUSHED).size();
        if (known + pushes.taken().size() <= MOST) {
            return;
        }
        long more = pushes.taken().stream()
                .map(Push::labels)
                .filter(labels ->
                        agent.state().alerts().find(RuleKey.PUSHED, labels).isEmpty())
                .distinct()
                .count();
        if (known + more > MOST) {
            throw Refusal.said(500, "there are " + known + " alerts, and no more than " + MOST + " are held");
        }
    }
}
