package dev.tocsin.api.alertmanager;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Who this is, how it is configured, and who is told. */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {
    /** The version of Alertmanager whose API this is: clients choose by it what they ask for, and amtool warns of any but its own. */
    private static final String SPOKEN = "0.25.0";

    private final Reception reception;

    StatusResource(AgentBean bean) {
        this.reception = new Reception(bean);
    }

    /** The configuration as Alertmanager would write it, since when this runs, and its version. There is no cluster: agents share a ledger. */
    @GET
    @Path("status")
    public Response status() {
        return reception.answer(agent -> out -> status(agent, out));
    }

    /** The names of all receivers. */
    @GET
    @Path("receivers")
    public Response receivers() {
        return reception.answer(agent -> out -> {
            out.writeStartArray();
            for (String name :
                    agent.configuration().settings().telling().receivers().names()) {
                out.writeStartObject();
                out.writeStringField("name", name);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static void status(Agent agent, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("cluster");
        out.writeArrayFieldStart("peers");
        out.writeEndArray();
        out.writeStringField("status", "disabled");
        out.writeEndObject();
        out.writeObjectFieldStart("config");
        out.writeStringField("original", Rendering.of(agent.configuration().settings()));
        out.writeEndObject();
        out.writeStringField("uptime", Times.words(agent.since()));
        out.writeObjectFieldStart("versionInfo");
        out.writeStringField("branch", "tocsin");
        out.writeStringField("buildDate", "");
        out.writeStringField("buildUser", "");
        out.writeStringField("goVersion", "");
        out.writeStringField("revision", agent.version());
        out.writeStringField("version", SPOKEN);
        out.writeEndObject();
        out.writeEndObject();
    }
}
