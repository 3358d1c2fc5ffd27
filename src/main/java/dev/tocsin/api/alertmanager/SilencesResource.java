package dev.tocsin.api.alertmanager;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.clock.SystemChance;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Silences: made, changed, looked at, ended. */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SilencesResource {
    private static final String UUID_FORM = "(?i)[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}";

    private final Reception reception;
    private final Silencer silencer = new Silencer(new SystemChance());

    SilencesResource(AgentBean bean) {
        this.reception = new Reception(bean);
    }

    /** Silences that are active, pending or over: all, or those that have each matcher of the filter as it stands there. */
    @GET
    @Path("silences")
    public Response silences(@Context UriInfo uri) {
        return reception.answer(agent -> {
            List<Matcher> filter = Query.filter(uri.getQueryParameters());
            Instant now = agent.clock().now();
            List<Silence> found = Silencer.all(agent).values().stream()
                    .filter(silence -> Set.copyOf(silence.matchers()).containsAll(filter))
                    .sorted(order(now))
                    .toList();
            return out -> {
                out.writeStartArray();
                for (Silence silence : found) {
                    Silencing.write(silence, now, out);
                }
                out.writeEndArray();
            };
        });
    }

    /** Makes a silence, or changes the one whose {@code id} is given. */
    @POST
    @Path("silences")
    public Response make(@HeaderParam(HttpHeaders.CONTENT_TYPE) @DefaultValue("") String type, byte[] body) {
        return reception.answer(agent -> {
            Reception.mustBeJson(type);
            String id = silencer.make(agent, Silencing.read(body, agent.clock().now()));
            return out -> {
                out.writeStartObject();
                out.writeStringField("silenceID", id);
                out.writeEndObject();
            };
        });
    }

    /** One silence. */
    @GET
    @Path("silence/{id}")
    public Response silence(@PathParam("id") String id) {
        return reception.answer(agent -> {
            Silence silence = known(agent, id);
            return out -> Silencing.write(silence, agent.clock().now(), out);
        });
    }

    /** Ends a silence now; one that is over stays as it is. */
    @DELETE
    @Path("silence/{id}")
    public Response expire(@PathParam("id") String id) {
        return reception.obey(agent -> {
            Silencer.expire(agent, known(agent, id));
        });
    }

    private static Silence known(Agent agent, String id) throws Refusal {
        if (!id.matches(UUID_FORM)) {
            throw Refusal.format("silenceID in path", "uuid", id);
        }
        Silence known = Silencer.all(agent).get(id);
        if (known == null) {
            throw Refusal.said(404, "silence not found");
        }
        return known;
    }

    /** Those at work first, by their end; then those that will begin, by when; then those that are over, the last first. */
    private static Comparator<Silence> order(Instant now) {
        return Comparator.<Silence, Silence.Stage>comparing(silence -> silence.stage(now))
                .thenComparingLong(silence -> switch (silence.stage(now)) {
                    case ACTIVE -> silence.ends().toEpochMilli();
                    case PENDING -> silence.starts().toEpochMilli();
                    case EXPIRED -> -silence.ends().toEpochMilli();
                })
                .thenComparing(Silence::id);
    }
}
